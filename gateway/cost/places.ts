import { codesDuring } from '../../packages/geography/list-territories.ts';
import { firstDay, lastDay, monthsIn, quartersIn, yearsIn, type Period } from '../../packages/calendar/period.ts';
import type { TerritoryLevel } from '../../packages/geography/territory.ts';

const CUTS = { MONTH: monthsIn, QUARTER: quartersIn, YEAR: yearsIn };
export type Cut = keyof typeof CUTS;

const counts = new Map<string, number>();

/**
 * How many territories of a level lay in another at any time: hardly more than on any one day, and counted once. Regions,
 * which were redrawn, are counted for the period.
 */
export function territoriesInside(code: string, level: TerritoryLevel, period: Period): number {
  if (level === 'REGION') return codesDuring(code, level, firstDay(period), lastDay(period)).length;
  const key = `${code} ${level}`;
  const known = counts.get(key);
  if (known !== undefined) return known;
  const count = codesDuring(code, level, firstDay('ever'), lastDay('ever')).length;
  // What is no territory holds none, and is not worth remembering.
  if (count > 0) counts.set(key, count);
  return count;
}

/** How many months, quarters or years of a period have begun, since the network has. */
export function periodsInside(period: Period, by: Cut, { since, today }: { since: string; today: string }): number {
  return CUTS[by](period, today, period === 'ever' ? since : undefined).length;
}
