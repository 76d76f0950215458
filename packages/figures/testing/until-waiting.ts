import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';

/** Until somebody in this database waits for an advisory lock that a test holds. */
export async function untilWaiting(pool: pg.Pool): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      `select from pg_locks where locktype = 'advisory' and not granted
          and database = (select oid from pg_database where datname = current_database())`,
    );
    if (rowCount) return;
    await wait(10);
  }
}
