import type pg from 'pg';

/**
 * Whether a run is the one that an installation now speaks by: the one heard first last. A run that another one came after is
 * a second copy of the same database that goes on, or a message that was long on its way; no clock decides.
 */
export async function isLatestRun(
  pool: pg.Pool,
  { install, run, now }: { install: string; run: string; now: Date },
): Promise<boolean> {
  await pool.query('insert into heard_run (install, run, heard_at) values ($1, $2, $3) on conflict do nothing', [
    install,
    run,
    now,
  ]);
  const { rows } = await pool.query<{ run: string }>(
    'select run from heard_run where install = $1 order by nth desc limit 1',
    [install],
  );
  return rows[0]!.run === run;
}
