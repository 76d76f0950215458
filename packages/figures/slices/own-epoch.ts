import type pg from 'pg';

/**
 * The epoch that what is built now belongs to. The row is held until the transaction ends: whoever raises the epoch waits
 * for a build under way, and a build that began before is begun again.
 */
export async function ownEpoch(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ epoch: number }>('select epoch from install for share');
  return rows[0]?.epoch ?? 1;
}
