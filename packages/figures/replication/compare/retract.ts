import type pg from 'pg';
import { ownEpoch } from '../../slices/own-epoch.ts';
import { applySlice, lockFigures } from '../../slices/apply-slice.ts';
import type { Comparing } from './compare.ts';
import { headName, type ManifestEntry } from './manifest.ts';
import { CONTRACT, digestOf, LARGEST_COUNT } from '../../slices/slice.ts';
import { inTransaction } from '../../slices/transaction.ts';

/**
 * Tells that nothing is told of periods any more: an explicit empty slice each, newer than what the hub holds. A hub goes by
 * what it is told, never by silence. What was built since they were compared stays.
 */
export async function retract({ pool, clock, association }: Comparing, heads: readonly ManifestEntry[]): Promise<void> {
  if (association === null || heads.length === 0) return;
  const now = clock.now();
  await inTransaction(pool, 'read committed', async (client) => {
    await lockFigures(client, association);
    const told = await namesTold(client, association);
    const epoch = await ownEpoch(client);
    for (const { period, part, revision } of heads) {
      if (told.has(headName({ period, part }))) continue;
      // Nothing follows it that a hub believes.
      if (revision >= LARGEST_COUNT) continue;
      const key = { association, period, part, epoch, revision: revision + 1 };
      const empty = { facts: [], digest: digestOf([]), contract: CONTRACT, asOf: now };
      const said = { sealed: false, reason: null, install: null, signature: null };
      await applySlice(client, { ...key, ...empty, ...said }, new Map(), now);
    }
  });
}

/** Read when no build of this association can end before this transaction does. */
async function namesTold(client: pg.ClientBase, association: string): Promise<Set<string>> {
  const { rows } = await client.query<{ period: string; part: number }>(
    'select period, part from slice where association = $1',
    [association],
  );
  return new Set(rows.map(headName));
}
