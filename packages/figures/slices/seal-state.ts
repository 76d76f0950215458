import type pg from 'pg';
import { monthsIn, periodsContaining, type Period } from '../../calendar/period.ts';

/** Years of an association that are sealed: nothing told of them, their months and quarters changes any more. */
export async function sealedYears(client: Pick<pg.ClientBase, 'query'>, association: string): Promise<Set<Period>> {
  const { rows } = await client.query<{ period: Period }>(
    'select period from slice where association = $1 and part = 0 and sealed and length(period) = 4',
    [association],
  );
  return new Set(rows.map(({ period }) => period));
}

/** The year that a period lies in; "ever" lies in none, and is never sealed. */
export const yearOf = (period: Period): Period => period.slice(0, 4);

/**
 * Notes that operations of sealed years were touched: whether they count differently is found by the next audit, and is told
 * by an adjustment only.
 */
export async function noteTouched(client: pg.ClientBase, years: readonly Period[], now: Date): Promise<void> {
  await client.query(
    `insert into pending_adjustment (year, touched_at) select year, $2 from unnest($1::text[]) as year order by year
     on conflict (year) do update set touched_at = $2, examined_at = null, differences = null`,
    [years, now],
  );
}

/** A year, its quarters and its months, as far as they have begun. */
export const periodsOfYear = (year: Period, today: string): Period[] => [
  ...new Set(monthsIn(year, today).flatMap((month) => periodsContaining(month).slice(0, 3))),
];
