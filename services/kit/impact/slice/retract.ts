import { ownEpoch } from '../../install/own-epoch.ts';
import { applySlice } from './apply-slice.ts';
import type { Comparing } from '../compare/compare.ts';
import type { ManifestEntry } from '../compare/manifest.ts';
import { CONTRACT, digestOf } from './slice.ts';
import { inTransaction } from './transaction.ts';

/**
 * Tells that nothing is told of periods any more: an explicit empty slice each, newer than what the hub holds. A hub goes by
 * what it is told, never by silence.
 */
export async function retract({ pool, clock, association }: Comparing, heads: readonly ManifestEntry[]): Promise<void> {
  if (association === null || heads.length === 0) return;
  const now = clock.now();
  await inTransaction(pool, 'read committed', async (client) => {
    const epoch = await ownEpoch(client);
    for (const { period, part, revision } of heads) {
      const key = { association, period, part, epoch, revision: revision + 1 };
      const empty = { facts: [], digest: digestOf([]), contract: CONTRACT, asOf: now };
      const said = { sealed: false, reason: null, install: null, signature: null };
      await applySlice(client, { ...key, ...empty, ...said }, new Map(), now);
    }
  });
}
