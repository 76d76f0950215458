import { firstDay, lastDay } from '../../../packages/calendar/period.ts';
import type { ImpactScope } from '../../../packages/figures/read/impact-scope.ts';
import { coversBetween, isMemberIn, meetTerritory } from '../association/coverage.ts';
import { wholeOf } from '../territory/territory.rules.ts';
import type { Member } from '../association/network.ts';

/** The associations whose figures a scope should hold: members in its period that work in a part of its territory. */
export function expectedIn(
  { association, territory, period }: ImpactScope,
  network: readonly Member[],
  today: string,
): Member[] {
  const end = lastDay(period);
  const mapOn = end < today ? end : today;
  return network.filter(
    (member) =>
      (association === null || member.id === association) &&
      isMemberIn(member, period) &&
      (territory === null || meetTerritory(coversBetween(member, firstDay(period), end), wholeOf(territory), mapOn)),
  );
}
