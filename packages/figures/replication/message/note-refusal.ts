import type pg from 'pg';

/** Whose refusals: of what others publish here, or of what the hub above says to what is published here. */
export type Side = 'HERE' | 'ABOVE';

/** Notes that an association is refused, since the first time in a row; of the instance itself where none is named. */
export async function noteRefused(
  pool: pg.Pool,
  side: Side,
  { association, code, now }: { association: string | null; code: string; now: Date },
): Promise<void> {
  await pool.query(
    `insert into publication_refusal (side, association, code, since) values ($1, $2, $3, $4)
     on conflict (side, association) do update set code = excluded.code where publication_refusal.code <> excluded.code`,
    [side, association ?? '', code, now],
  );
}

/** Notes that an association is taken at its word again. */
export async function noteTaken(pool: pg.Pool, side: Side, association: string | null): Promise<void> {
  await pool.query('delete from publication_refusal where side = $1 and association = $2', [side, association ?? '']);
}
