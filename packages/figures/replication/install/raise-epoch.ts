import type pg from 'pg';
import { LARGEST_COUNT } from '../../slices/slice.ts';
import { inTransaction } from '../../slices/transaction.ts';

/** What raising an epoch comes to. */
export interface RaisedEpoch {
  before: number;
  after: number;
  /** How many slices are sent again. */
  slices: number;
}

export interface RaisingEpoch {
  association: string;
  /** The highest epoch that a hub is known to hold; 0 when nobody was asked. */
  above: number;
  /** Says what would happen, and changes nothing. */
  isDryRun?: boolean;
}

/**
 * Makes all that this association says newer than anything a hub holds of it, and has it sent again: after a restore, the
 * hub may hold what this database no longer knows. Throws where a hub names an epoch that nothing can follow.
 */
export async function raiseEpoch(
  pool: pg.Pool,
  { association, above, isDryRun = false }: RaisingEpoch,
): Promise<RaisedEpoch> {
  if (above >= LARGEST_COUNT) throw new Error(`a hub holds epoch ${above} of ${association}, which it has to forget`);
  return inTransaction(pool, 'read committed', async (client) => {
    const before = (await client.query<{ epoch: number }>('select epoch from install for update')).rows[0]?.epoch ?? 1;
    const after = Math.max(before, above) + 1;
    const { rowCount } = await client.query('select from slice where association = $1', [association]);
    if (!isDryRun) await rise(client, association, after);
    return { before, after, slices: rowCount ?? 0 };
  });
}

/** Writes a new epoch on the installation and on all it has said; gives it. */
export async function rise(client: pg.ClientBase, association: string | null, epoch: number): Promise<number> {
  await client.query('update install set epoch = $1', [epoch]);
  await client.query('update slice set epoch = $2 where association = $1', [association, epoch]);
  return epoch;
}
