import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';

const TRY_AGAIN = new Set(['40001', '40P01']);
const ATTEMPTS = 5;
/** Two that met would meet again if both began at once. */
const LONGEST_PAUSE_MS = 100;

const aShortPause = (): Promise<void> => setTimeout(Math.random() * LONGEST_PAUSE_MS);

/** Runs `work` in a transaction of the service itself; begun again, after a pause, when PostgreSQL asks for it. */
export async function inTransaction<T>(
  pool: pg.Pool,
  isolation: 'read committed' | 'repeatable read',
  work: (client: pg.PoolClient) => Promise<T>,
  pause = aShortPause,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(pool, isolation, work);
    } catch (error) {
      if (!TRY_AGAIN.has((error as { code?: string }).code ?? '') || attempt === ATTEMPTS) throw error;
      await pause();
    }
  }
}

async function once<T>(pool: pg.Pool, isolation: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    await client.query(`begin isolation level ${isolation}`);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => (isBroken = true));
    throw error;
  } finally {
    client.release(isBroken);
  }
}
