import { codesDuring } from '../../../packages/geography/list-territories.ts';
import { firstDay, lastDay } from '../../../packages/calendar/period.ts';
import type { TerritoryLevel } from '../../../packages/geography/territory.ts';
import type { ImpactScope } from '../../../packages/figures/read/impact-scope.ts';

/**
 * Codes of the territories of a level inside a scope's territory, in order. On the map of each event these are all that
 * existed at some time of the period, so that nothing counted in the whole is missing from its parts.
 */
export function territoriesDuring(scope: ImpactScope, level: TerritoryLevel, today: string): string[] {
  const [first, last] = mapDays(scope, today);
  return codesDuring(scope.territory ?? 'FR', level, first, last);
}

/** The first and the last day whose maps count. */
export function mapDays({ period, geography }: ImpactScope, today: string): [string, string] {
  if (geography === 'TODAY') return [today, today];
  const first = firstDay(period);
  const end = lastDay(period);
  const last = end > today && first <= today ? today : end;
  return geography === 'AT_PERIOD_END' ? [last, last] : [first, last];
}
