import type pg from 'pg';
import { firstDay, lastDay, type Period } from '../../calendar/period.ts';
import { lastClosedYear } from './closing.ts';
import type { CountedMeasure } from './measure.ts';
import { countOnce, stretchesOf, type Count, type Presence } from './meet-periods.ts';

/** What one computation of contributions rests on: a connection inside the build's transaction, and the present. */
export interface Counting {
  client: pg.ClientBase;
  /** The calendar day in France: nothing after it counts. */
  today: string;
  /** Where contributions without a place count. */
  seat: string | null;
}

/** A counting run, and the instant whose map "ever" is placed on. */
export interface FactCounting extends Counting {
  asOf: Date;
}

export interface Amount {
  period: Period;
  commune: string;
  programme: string | null;
  subject: string | null;
  value: number;
}

/** Amounts by month, commune and programme; by subject too when `perSubject`. */
export function sumAmounts(
  counting: Counting,
  measure: CountedMeasure,
  months: readonly Period[],
  perSubject: boolean,
): Promise<Amount[]> {
  const subject = perSubject ? 'subject' : 'null::text';
  const select = `
    select to_char(from_on, 'YYYY-MM') as period, commune, programme, ${subject} as subject, round(sum(amount), 6) as value
    from contribution where from_on between $1 and $2 and to_char(from_on, 'YYYY-MM') = any($4::text[])
    group by 1, 2, 3, 4 having round(sum(amount), 6) <> 0`;
  return run(counting, measure, months, select, [months]);
}

/** Where and when each subject is present, grouped by subject, each group in the order they began. */
export function listPresences(
  counting: Counting,
  measure: CountedMeasure,
  periods: readonly Period[],
): Promise<Presence[]> {
  const select = `
    select distinct subject, commune, programme, from_on as "fromOn", to_on as "toOn"
    from contribution where subject is not null order by subject, from_on, commune desc`;
  return run(counting, measure, periods, select, []);
}

/** Distinct subjects by period and commune. */
export async function countSubjects(
  counting: Counting,
  measure: CountedMeasure,
  periods: readonly Period[],
): Promise<Count[]> {
  const presences = await listPresences(counting, measure, periods);
  // All of time, for people, is made of years that have closed.
  const everUntil = measure.protects === null ? counting.today : lastDay(lastClosedYear(counting.today));
  return countOnce(presences, stretchesOf(periods, counting.today, measure.kind === 'STOCK', everUntil));
}

const endOf = (period: Period, today: string): string => (lastDay(period) < today ? lastDay(period) : today);

const PLACEHOLDERS: Record<string, string> = { $from: '$1::date', $to: '$2::date', $seat: '$3::text' };

async function run<Row extends object>(
  { client, today, seat }: Counting,
  measure: CountedMeasure,
  periods: readonly Period[],
  select: string,
  parameters: unknown[],
): Promise<Row[]> {
  if (periods.length === 0) return [];
  const contributions = measure.contributions.replace(/\$(from|to|seat)\b/g, (name) => PLACEHOLDERS[name]!);
  const sql = `
    with contribution as materialized (
      select from_on::date, to_on::date, coalesce(commune, $3::text) as commune, programme::text, subject::text, amount::numeric
      from (${contributions}) as own
      where from_on <= $2::date and (from_on >= $1::date or to_on is null or to_on >= $1::date)
    ) ${select}`;
  const from = periods.map((period) => firstDay(period)).reduce((a, b) => (a < b ? a : b));
  const to = periods.map((period) => endOf(period, today)).reduce((a, b) => (a > b ? a : b));
  const { rows } = await client.query<Row>(sql, [from, to, seat, ...parameters]);
  return rows;
}
