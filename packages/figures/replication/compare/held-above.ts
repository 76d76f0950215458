import type pg from 'pg';
import { inTransaction } from '../../slices/transaction.ts';
import { headName, type ManifestEntry } from './manifest.ts';

/** Whether a hub holds of a slice what is newer than what is held here, or what was sealed for good. */
export const isNewer = (theirs: ManifestEntry, ours: ManifestEntry): boolean =>
  !ours.sealed && (theirs.sealed || (theirs.epoch - ours.epoch || theirs.revision - ours.revision) > 0);

/** Those that a hub holds newer, or that are not held here at all. */
export function heldAbove(held: readonly ManifestEntry[], own: readonly ManifestEntry[]): ManifestEntry[] {
  const here = new Map(own.map((head) => [headName(head), head]));
  return held.filter((theirs) => {
    const ours = here.get(headName(theirs));
    return ours === undefined || isNewer(theirs, ours);
  });
}

/**
 * Remembers, instead of what was known before, what the hub above holds of an association and this one has lost together with
 * it: only the association itself can overtake or retract that, and hears of it as it compares.
 */
export function noteAbove(pool: pg.Pool, association: string, above: readonly ManifestEntry[]): Promise<void> {
  return inTransaction(pool, 'read committed', async (client) => {
    await client.query('delete from held_above where association = $1', [association]);
    await client.query(
      `insert into held_above (association, period, part, epoch, revision, digest, sealed)
       select $1, period, part, epoch, revision, digest, sealed
         from jsonb_to_recordset($2::jsonb) as above
           (period text, part integer, epoch integer, revision integer, digest text, sealed boolean)
       on conflict do nothing`,
      [association, JSON.stringify(above)],
    );
  });
}
