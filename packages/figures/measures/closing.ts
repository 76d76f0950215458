import type { Period } from '../../calendar/period.ts';

/** The day on which a year, with its months and quarters, closes: late enough for what is entered with some delay. */
export const closingDay = (period: Period): string => `${Number(period.slice(0, 4)) + 1}-01-15`;

/** Whether the year that a period lies in has closed; "ever" is made of closed years and is never open. */
export const isClosed = (period: Period, today: string): boolean => period === 'ever' || today >= closingDay(period);

/** The latest year that has closed. */
export function lastClosedYear(today: string): Period {
  const year = today.slice(0, 4);
  return String(Number(year) - (isClosed(String(Number(year) - 1), today) ? 1 : 2));
}
