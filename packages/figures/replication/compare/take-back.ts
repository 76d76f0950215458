import type pg from 'pg';
import { dayInParis, type Period } from '../../../calendar/period.ts';
import { isSignedBy } from '../../../platform/peers/install-key.ts';
import { ownEpoch } from '../../slices/own-epoch.ts';
import { sliceText } from '../install/signed-text.ts';
import { applySlice, lockFigures } from '../../slices/apply-slice.ts';
import { askSealed } from './ask-manifest.ts';
import type { Comparing } from './compare.ts';
import type { DryRun } from '../../slices/dry-run.ts';
import { headName, type ManifestEntry } from './manifest.ts';
import { countedByName, countedMeasures } from '../../measures/measure.ts';
import { countPeriods } from '../../slices/renew-slices.ts';
import { noteTouched, periodsOfYear } from '../../slices/seal-state.ts';
import { digestOf, type Slice } from '../../slices/slice.ts';
import { inTransaction } from '../../slices/transaction.ts';

export interface TakingBack extends DryRun {
  year: Period;
  /** Those that are lost here. */
  heads: readonly ManifestEntry[];
}

/**
 * Takes sealed slices of a year back from the hub, after this side was restored from an older backup: what this association
 * once told for good still holds. Only what its own key signed is believed; gives the names of those.
 */
export async function takeBack(comparing: Comparing, { year, heads, dryRun }: TakingBack): Promise<string[]> {
  const { pool, clock, association } = comparing;
  if (association === null) return [];
  const lost = new Set(heads.map(headName));
  const sealed = await askSealed(comparing, association, year);
  const own = sealed.filter((slice) => lost.has(headName(slice)) && isOurs(comparing, slice));
  if (dryRun || own.length === 0) return own.map(headName);
  await inTransaction(pool, 'repeatable read', async (client) => {
    await lockFigures(client, association);
    for (const slice of own) await replace(client, comparing, slice);
    await rememberPeople(client, comparing, year);
    // What the operations that were restored count may be something else.
    await noteTouched(client, [year], clock.now());
  });
  return own.map(headName);
}

function isOurs({ service, association, upstream }: Comparing, slice: Slice): boolean {
  return (
    slice.association === association &&
    // What was told before its year was sealed may have been signed as well.
    slice.sealed &&
    slice.signature !== null &&
    digestOf(slice.facts) === slice.digest &&
    isSignedBy(upstream.key.publicKey, sliceText(service, slice), slice.signature)
  );
}

/** Puts it in the place of whatever is here, which was told after the backup and before it was known what had been sealed. */
async function replace(client: pg.ClientBase, { measures, clock }: Comparing, slice: Slice): Promise<void> {
  const { association, period, part } = slice;
  await client.query(
    'update slice set epoch = 0, sealed = false where association = $1 and period = $2 and part = $3',
    [association, period, part],
  );
  const byName = countedByName(measures);
  await applySlice(client, { ...slice, epoch: await ownEpoch(client) }, byName, clock.now());
}

/** How many people a figure rests on was never sent: where the same is counted now, it rests on as many. */
async function rememberPeople(client: pg.ClientBase, comparing: Comparing, year: Period): Promise<void> {
  const { seat, measures, clock } = comparing;
  const association = comparing.association!;
  const asOf = clock.now();
  const periods = periodsOfYear(year, dayInParis(asOf));
  const counting = { client, association, seat, measures: countedMeasures(measures), clock, asOf, epoch: 0 };
  const facts = [...(await countPeriods(counting, periods)).values()].flat().filter(({ people }) => people != null);
  await client.query(
    `update fact set people = counted.people
       from unnest($2::text[], $3::text[], $4::text[], $5::numeric[], $6::int[]) as counted (period, territory, measure, value, people)
      where association = $1 and part = 0 and fact.period = counted.period and fact.territory = counted.territory
        and fact.measure = counted.measure and fact.value = counted.value`,
    [
      association,
      facts.map(({ period }) => period),
      facts.map(({ territory }) => territory),
      facts.map(({ measure }) => measure),
      facts.map(({ value }) => value),
      facts.map(({ people }) => people),
    ],
  );
}
