/**
 * A stretch of business time, as text: a year `"2011"`, a quarter `"2011-Q3"`, a month `"2011-07"`, or `"ever"`.
 * Text is checked once, at the edge, by `parsePeriod`; everything else here takes it as correct.
 */
export type Period = string;

/** How long a period is. */
export type PeriodGrain = 'MONTH' | 'QUARTER' | 'YEAR' | 'EVER';

/** First day of `"ever"`: nothing the network counts is older. */
const BEGINNING = '1970-01-01';
/** Last day of `"ever"`; it also sorts after every other day. */
const END_OF_TIME = '9999-12-31';

const ACCEPTED = /^(ever|(19[7-9]\d|[2-9]\d{3})(-Q[1-4]|-(0[1-9]|1[0-2]))?)$/;

/**
 * Checks what a client wrote.
 * @throws RangeError that lists the accepted forms
 */
export function parsePeriod(text: string): Period {
  if (ACCEPTED.test(text)) return text;
  throw new RangeError(
    `"${text}" is not a period. Write a year "2011", a quarter "2011-Q3", a month "2011-07", or "ever"; years start at 1970.`,
  );
}

/** Tells a month from a quarter, a year or ever. */
export function periodGrain(period: Period): PeriodGrain {
  if (period === 'ever') return 'EVER';
  if (period.includes('Q')) return 'QUARTER';
  return period.length === 4 ? 'YEAR' : 'MONTH';
}

/** The first day inside the period ('YYYY-MM-DD'); 1970-01-01 for ever. */
export function firstDay(period: Period): string {
  return period === 'ever' ? BEGINNING : `${monthBounds(period)[0]}-01`;
}

/** The last day inside the period ('YYYY-MM-DD'); 9999-12-31 for ever. */
export function lastDay(period: Period): string {
  if (period === 'ever') return END_OF_TIME;
  const month = monthBounds(period)[1];
  return `${month}-${daysIn(month)}`;
}

/** The month a day belongs to: '2011-07' for '2011-07-14'. */
export function monthOf(day: string): Period {
  return day.slice(0, 7);
}

/** The month before one: '2010-12' for '2011-01'. */
export function monthBefore(month: Period): Period {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return number === 1 ? `${year - 1}-12` : `${year}-${twoDigits(number - 1)}`;
}

/** The four periods a fact of that month counts in: its month, quarter, year, and ever. */
export function periodsContaining(month: Period): [Period, Period, Period, Period] {
  return [month, quarterOf(month), month.slice(0, 4), 'ever'];
}

/**
 * The months of a period, oldest first, leaving out those that had not begun on the day `until`
 * and those that had ended before the day `since`.
 */
export function monthsIn(period: Period, until: string, since = BEGINNING): Period[] {
  const last = monthOf(earlier(lastDay(period), until));
  const months: Period[] = [];
  for (let month = monthOf(later(firstDay(period), since)); month <= last; month = nextMonth(month)) months.push(month);
  return months;
}

/** The quarters of a period, oldest first, bounded as `monthsIn`; a month lies in a quarter but holds none. */
export function quartersIn(period: Period, until: string, since = BEGINNING): Period[] {
  if (periodGrain(period) === 'MONTH') return [];
  return [...new Set(monthsIn(period, until, since).map(quarterOf))];
}

/** The years of a period, oldest first, bounded as `monthsIn`; months and quarters hold none. */
export function yearsIn(period: Period, until: string, since = BEGINNING): Period[] {
  if (period !== 'ever' && period.length > 4) return [];
  return [...new Set(monthsIn(period, until, since).map((month) => month.slice(0, 4)))];
}

const inParis = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' });

/** The calendar day ('YYYY-MM-DD') in Paris at that instant: the only clock that business days follow. */
export function dayInParis(instant: Date): string {
  return inParis.format(instant);
}

function monthBounds(period: Period): [string, string] {
  const year = period.slice(0, 4);
  const grain = periodGrain(period);
  if (grain === 'YEAR') return [`${year}-01`, `${year}-12`];
  if (grain === 'MONTH') return [period, period];
  const last = Number(period.slice(6)) * 3;
  return [`${year}-${twoDigits(last - 2)}`, `${year}-${twoDigits(last)}`];
}

function quarterOf(month: Period): Period {
  return `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
}

/** The month after one: '2011-01' for '2010-12'. */
export function nextMonth(month: Period): Period {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return number === 12 ? `${year + 1}-01` : `${year}-${twoDigits(number + 1)}`;
}

function daysIn(month: Period): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
}

const twoDigits = (number: number) => String(number).padStart(2, '0');
const earlier = (a: string, b: string) => (a < b ? a : b);
const later = (a: string, b: string) => (a > b ? a : b);
