import type pg from 'pg';
import type { Clock } from '../clock.ts';
import { dayInParis, type Period } from '../geography/period.ts';
import { ownEpoch } from '../install/own-epoch.ts';
import { countedMeasures, type CountedMeasure, type Measure } from './measure.ts';
import { hear } from './receive-slices.ts';
import { renewSlices } from './renew-slices.ts';
import { periodsToBuild, touchedMonths, type Marker } from './touched-periods.ts';
import { inTransaction } from './transaction.ts';

/** What building an association's own slices rests on. */
export interface Builder {
  association: string;
  /** The commune of the association's workshop; null when every contribution names its place. */
  seat: string | null;
  measures: readonly Measure[];
  pool: pg.Pool;
  clock: Clock;
}

/**
 * Computes again the slices of every marked month and applies those that changed; gives their periods.
 *
 * Markers are deleted first and facts counted after, in one snapshot. A change and its marker become visible together, so
 * each committed change is counted now or keeps its marker for the next build: nothing is lost, whatever the interleaving.
 */
export async function buildSlices({ association, seat, measures, pool, clock }: Builder): Promise<Period[]> {
  const counted = countedMeasures(measures);
  // Before the snapshot is taken, hence never younger than what is counted.
  const asOf = clock.now();
  const today = dayInParis(asOf);
  return inTransaction(pool, 'repeatable read', async (client) => {
    const markers = await takeMarkers(client);
    const months = touchedMonths(markers, await lastBuiltOn(client, association), today);
    const periods = periodsToBuild(months, counted.some(needsWholeYears), today);
    const renewing = { client, association, seat, measures: counted, clock, asOf, epoch: await ownEpoch(client) };
    const changed = await renewSlices(renewing, periods);
    await hear(client, { association, asOf, now: clock.now() });
    return changed;
  });
}

/** Whether what is told of a month depends on the other months of its year, and on the years beside it. */
export const needsWholeYears = ({ kind, protects }: CountedMeasure): boolean => kind !== 'SET' && protects !== null;

async function takeMarkers(client: pg.ClientBase): Promise<Marker[]> {
  const { rows } = await client.query<{ from_month: string; to_month: string | null }>(
    'with taken as (delete from dirty returning from_month, to_month) select distinct from_month, to_month from taken',
  );
  return rows.map(({ from_month, to_month }) => ({ fromMonth: from_month, toMonth: to_month }));
}

/** The day of the latest build, null before the first. */
export async function lastBuiltOn(client: pg.ClientBase, association: string): Promise<string | null> {
  const { rows } = await client.query<{ as_of: Date }>('select as_of from heard where association = $1', [association]);
  return rows[0] ? dayInParis(rows[0].as_of) : null;
}
