import { raiseEpoch, type RaisedEpoch } from '../install/raise-epoch.ts';
import { askDigests, askHeads } from './ask-manifest.ts';
import { compareFigures, type Comparing, type CompareReport } from './compare.ts';
import type { DryRun } from '../../slices/dry-run.ts';

/** What going on after a restore came to, or would. */
export interface RestoreReport extends DryRun {
  raised: RaisedEpoch;
  compared: CompareReport;
}

/**
 * Goes on after the database of an association was restored from a backup: all it says is newer from now on than what the hub
 * holds of it, and is sent again; what was sealed in between is taken back, what only the hub knows is retracted. What a
 * start or a publication would find by itself within a minute, an operator does at once and sees. Throws when the hub does
 * not answer.
 */
export async function restoreFigures(
  comparing: Comparing & { association: string },
  { dryRun }: DryRun,
): Promise<RestoreReport> {
  const { pool, association } = comparing;
  const above = await highestEpochAt(comparing, association);
  const raised = await raiseEpoch(pool, { association, above, isDryRun: dryRun });
  return { dryRun, raised, compared: await compareFigures(comparing, { dryRun }) };
}

async function highestEpochAt(comparing: Comparing, association: string): Promise<number> {
  const { years } = await askDigests(comparing, association);
  const held = await askHeads(
    comparing,
    association,
    years.map(({ year }) => year),
  );
  return held.reduce((highest, { epoch }) => Math.max(highest, epoch), 0);
}
