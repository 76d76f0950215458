import type pg from 'pg';
import { inTransaction } from './transaction.ts';

/** Whether something is only to be looked at: what it would come to is reported, and nothing is changed. */
export interface DryRun {
  dryRun: boolean;
}

class Undone<T> extends Error {
  readonly result: T;
  constructor(result: T) {
    super('a dry run');
    this.result = result;
  }
}

/** Runs `work` in a transaction; a dry run gives what it came to, and undoes it. */
export async function inDryTransaction<T>(
  pool: pg.Pool,
  isolation: 'read committed' | 'repeatable read',
  { dryRun }: DryRun,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  try {
    return await inTransaction(pool, isolation, async (client) => {
      const result = await work(client);
      if (dryRun) throw new Undone(result);
      return result;
    });
  } catch (error) {
    if (error instanceof Undone) return error.result as T;
    throw error;
  }
}
