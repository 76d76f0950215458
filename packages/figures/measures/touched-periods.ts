import { lastDay, monthOf, monthsIn, periodsContaining, yearsIn, type Period } from '../../calendar/period.ts';
import { lastClosedYear } from './closing.ts';

/** A marker as the triggers write it: first days of the first and last month; `to` null while open-ended. */
export interface Marker {
  fromMonth: string;
  toMonth: string | null;
}

/**
 * The months to compute again: those that markers name, up to today; those that have begun since the last build, since a
 * month begins (and ends, for what is counted on its last day) without anything being written; and the ends of years that
 * have closed since, on which the year before may wait.
 */
export function touchedMonths(markers: readonly Marker[], lastBuiltOn: string | null, today: string): Period[] {
  const months = new Set(
    markers.flatMap(({ fromMonth, toMonth }) => monthsIn('ever', earlier(toMonth ?? today, today), fromMonth)),
  );
  if (lastBuiltOn !== today) for (const month of monthsIn('ever', today, lastBuiltOn ?? today)) months.add(month);
  for (const year of closedSince(lastBuiltOn ?? today, today)) months.add(monthOf(lastDay(year)));
  return [...months].sort();
}

/**
 * Every slice that those months belong to; with `wholeYears` also the other months of their years and of the two years
 * beside them, up to today: who comes and goes in one year decides what may be told of its neighbours.
 */
export function periodsToBuild(months: readonly Period[], wholeYears: boolean, today: string): Period[] {
  const years = new Set(months.flatMap((month) => [-1, 0, 1].map((step) => String(Number(month.slice(0, 4)) + step))));
  const all = wholeYears ? [...years].flatMap((year) => monthsIn(year, today)) : months;
  return [...new Set(all.filter((month) => month <= monthOf(today)).flatMap((month) => periodsContaining(month)))];
}

function closedSince(then: string, today: string): Period[] {
  const [last, latest] = [lastClosedYear(then), lastClosedYear(today)];
  return yearsIn('ever', lastDay(latest), lastDay(last)).filter((year) => year > last);
}

const earlier = (a: string, b: string): string => (a < b ? a : b);
