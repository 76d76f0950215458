import { firstDay, lastDay, monthBefore, monthOf, nextMonth, type Period } from '../../calendar/period.ts';

/** The last day on which a month is told in time: the 15th of the next. */
export const monthClosesOn = (month: Period): string => `${nextMonth(month)}-15`;

/** The latest month of a period whose closing day is over; null when none is. */
export function lastClosedMonth(period: Period, today: string): Period | null {
  const latest = closedBefore(monthOf(today), today);
  const last = monthOf(lastDay(period));
  const month = last < latest ? last : latest;
  return month >= monthOf(firstDay(period)) ? month : null;
}

function closedBefore(month: Period, today: string): Period {
  const before = monthBefore(month);
  return monthClosesOn(before) < today ? before : monthBefore(before);
}
