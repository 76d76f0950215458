import type pg from 'pg';
import type { PeriodGrain } from '../../../calendar/period.ts';
import type { Total, Usual } from './plausible.rules.ts';

/** What associations have told, by `usualKey`. */
export type UsualFigures = ReadonlyMap<string, Usual>;

interface Kind {
  association: string;
  measure: string;
  grain: PeriodGrain;
}

export const usualKey = ({ association, measure, grain }: Kind): string => `${association}|${measure}|${grain}`;

/** How long what a coordinator accepted is believed before it was told. */
const IS_RECENT = "usual_figure.accepted_at > $2::timestamptz - interval '30 days'";

const USUAL = `
  select association, measure, grain, most, coalesce(case when ${IS_RECENT} then accepted end, 0) as accepted
  from usual_figure where association = any($1)`;

/** What some associations have told at most: until last night, or as the coordinator accepted in the last thirty days. */
export async function usualFigures(pool: pg.Pool, associations: readonly string[], now: Date): Promise<UsualFigures> {
  const { rows } = await pool.query<Kind & Usual>(USUAL, [[...new Set(associations)], now]);
  return new Map(rows.map((row) => [usualKey(row), row]));
}

/**
 * Takes what is told now as usual, each night: whoever has a stolen key cannot double what is believed message by message.
 * A figure that was corrected since is usual no more.
 */
export async function noteUsual(pool: Pick<pg.Pool, 'query'>): Promise<void> {
  await pool.query(NOTE_USUAL);
}

/** Also for the migration that begins with it. */
export const NOTE_USUAL = `
  insert into usual_figure (association, measure, grain, most)
  select association, measure, grain, max(told) from (
    select association, measure, sum(case when member = '' then abs(value) else 1 end) as told,
      case when period = 'ever' then 'EVER' when period like '____' then 'YEAR' when period like '%Q%' then 'QUARTER'
        else 'MONTH' end as grain
    from rollup where territory = 'FR' and programme = '*' group by association, measure, period
  ) as told_by_period group by association, measure, grain
  on conflict (association, measure, grain) do update set most = excluded.most`;

const ACCEPT = `
  insert into usual_figure (association, measure, grain, most, accepted, accepted_by, accepted_at)
  select $1, measure, $3, 0, told, $4, $2 from jsonb_to_recordset($5) as total (measure text, told numeric)
  on conflict (association, measure, grain) do update
  set accepted = greatest(excluded.accepted, case when ${IS_RECENT} then usual_figure.accepted end),
    accepted_by = excluded.accepted_by, accepted_at = excluded.accepted_at`;

export interface Accepting {
  association: string;
  grain: PeriodGrain;
  totals: readonly Total[];
  by: string;
  at: Date;
}

/** Takes what waits as plausible: as much of each measure is believed for thirty days, and then as it was told. */
export async function acceptAsUsual(db: pg.ClientBase, { association, grain, totals, by, at }: Accepting) {
  await db.query(ACCEPT, [association, at, grain, by, JSON.stringify(totals)]);
}
