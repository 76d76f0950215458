import { lastDay } from '../../kit/geography/period.ts';
import type { ImpactScope } from '../../kit/impact/impact-scope.ts';
import type { Association } from '../association/association.entity.ts';
import { coversPartOf, isMemberIn } from '../association/coverage.ts';

/** The associations whose figures a scope should hold: members in its period that work in a part of its territory. */
export function expectedIn(
  { association, territory, period }: ImpactScope,
  network: readonly Association[],
  today: string,
): Association[] {
  const end = lastDay(period);
  const mapOn = end < today ? end : today;
  return network.filter(
    (member) =>
      (association === null || member.id === association) &&
      isMemberIn(member, period) &&
      (territory === null || coversPartOf(member, territory, mapOn)),
  );
}
