import type pg from 'pg';
import { firstDay, lastDay, type Period } from '../geography/period.ts';
import type { CountedMeasure } from './measure.ts';

/** What one computation of contributions rests on: a connection inside the build's transaction, and the present. */
export interface Counting {
  client: pg.ClientBase;
  /** The calendar day in France: nothing after it counts. */
  today: string;
  /** Where contributions without a place count. */
  seat: string | null;
}

export interface Amount {
  period: Period;
  commune: string;
  programme: string | null;
  subject: string | null;
  value: number;
}

export interface Count {
  period: Period;
  commune: string;
  value: number;
}

export interface Membership {
  period: Period;
  commune: string;
  programme: string | null;
  member: string;
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

/** Distinct subjects by period and commune; each subject of a period in the commune of its latest contribution. */
export function countSubjects(
  counting: Counting,
  measure: CountedMeasure,
  periods: readonly Period[],
): Promise<Count[]> {
  const select = `
    select period, commune, count(*)::int as value from (
      select distinct on (p.period, c.subject) p.period, c.subject, c.commune
      from unnest($4::text[], $5::date[], $6::date[]) as p(period, first_on, last_on)
      join contribution c on c.from_on <= p.last_on and (c.to_on is null or c.to_on >= p.first_on)
      where c.subject is not null
      order by p.period, c.subject, c.from_on desc, c.commune
    ) as once group by 1, 2`;
  const ends = periods.map((period) => endOf(period, counting.today));
  const starts = measure.kind === 'STOCK' ? ends : periods.map((period) => firstDay(period));
  return run(counting, measure, periods, select, [periods, starts, ends]);
}

/** The members of a set by month, in every commune where they are met. */
export function listMembers(
  counting: Counting,
  measure: CountedMeasure,
  months: readonly Period[],
): Promise<Membership[]> {
  const select = `
    select distinct p.period, c.commune, c.programme, c.subject as member
    from unnest($4::text[], $5::date[], $6::date[]) as p(period, first_on, last_on)
    join contribution c on c.from_on <= p.last_on and (c.to_on is null or c.to_on >= p.first_on)
    where c.subject is not null`;
  const ends = months.map((month) => endOf(month, counting.today));
  return run(counting, measure, months, select, [months, months.map((month) => firstDay(month)), ends]);
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
