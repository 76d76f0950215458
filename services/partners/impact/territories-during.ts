import { PAST_MEMBERSHIPS } from '../../kit/geography/epci-history.ts';
import { REGIONS_REDRAWN_ON } from '../../kit/geography/history.ts';
import { codesInside } from '../../kit/geography/list-territories.ts';
import { firstDay, lastDay } from '../../kit/geography/period.ts';
import type { TerritoryLevel } from '../../kit/geography/territory.ts';
import type { ImpactScope } from '../../kit/impact/impact-scope.ts';

/** Days on which a new map of regions or EPCI came into force. */
const REDRAWN_ON = [...new Set([REGIONS_REDRAWN_ON, ...PAST_MEMBERSHIPS.flatMap(({ from, to }) => [from, to])])].filter(
  (day): day is string => day !== null,
);

/**
 * Codes of the territories of a level inside a scope's territory, in order. On the map of each event these are all that
 * existed at some time of the period, so that nothing counted in the whole is missing from its parts.
 */
export function territoriesDuring(scope: ImpactScope, level: TerritoryLevel, today: string): string[] {
  const codes = mapDays(scope, today).flatMap((day) => codesInside(scope.territory ?? 'FR', level, day));
  return [...new Set(codes)].sort();
}

function mapDays({ period, geography }: ImpactScope, today: string): string[] {
  if (geography === 'TODAY') return [today];
  const first = firstDay(period);
  const end = lastDay(period);
  const last = end > today && first <= today ? today : end;
  if (geography === 'AT_PERIOD_END') return [last];
  return [first, ...REDRAWN_ON.filter((day) => day > first && day <= last), last];
}
