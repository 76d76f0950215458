import type pg from 'pg';
import type { Clock } from '../../calendar/clock.ts';
import { failpoint } from '../../platform/context/failpoint.ts';
import { dayInParis, monthsIn, type Period } from '../../calendar/period.ts';
import { ownEpoch } from './own-epoch.ts';
import { countedMeasures, type CountedMeasure, type Measure } from '../measures/measure.ts';
import { hear } from './hear.ts';
import { renewSlices } from './renew-slices.ts';
import { noteTouched, sealedYears, yearOf } from './seal-state.ts';
import { periodsToBuild, touchedMonths, type Marker } from '../measures/touched-periods.ts';
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
export async function buildSlices(builder: Builder): Promise<Period[]> {
  // Before the snapshot is taken, hence never younger than what is counted.
  const asOf = builder.clock.now();
  const changed = await inTransaction(builder.pool, 'repeatable read', async (client) => {
    const built = await buildIn(client, builder, asOf);
    await failpoint('BUILD_WRITTEN', 'build');
    return built;
  });
  await failpoint('BUILD_COMMITTED', 'build');
  return changed;
}

/** A build in a snapshot taken after the instant `asOf`. */
export async function buildIn(client: pg.ClientBase, builder: Builder, asOf: Date): Promise<Period[]> {
  const { association, seat, measures, clock } = builder;
  const counted = countedMeasures(measures);
  const today = dayInParis(asOf);
  const markers = await takeMarkers(client);
  const ahead = await periodsAhead(client, association, asOf);
  const months = [
    ...touchedMonths(markers, await lastBuiltOn(client, association), today),
    ...ahead.filter((period) => period !== 'ever').flatMap((period) => monthsIn(period, today)),
  ];
  const epoch = await ownEpoch(client);
  await dateSealedAnew(client, { association, asOf, epoch });
  const sealed = await sealedYears(client, association);
  await noteTouched(
    client,
    [...sealed].filter((year) => months.some((month) => yearOf(month) === year)),
    asOf,
  );
  const periods = new Set([...periodsToBuild(months, counted.some(needsWholeYears), today), ...ahead]);
  const open = [...periods].filter((period) => !sealed.has(yearOf(period)));
  const renewing = { client, association, seat, measures: counted, clock, asOf, epoch };
  const changed = await renewSlices(renewing, open);
  await hear(client, { association, asOf, now: clock.now() });
  return changed;
}

const needsWholeYears = ({ kind, protects }: CountedMeasure): boolean => kind !== 'SET' && protects !== null;

/** The slices that the next build will compute again anyway. */
export async function explainedPeriods(
  client: pg.ClientBase,
  { association, measures, today }: { association: string; measures: readonly CountedMeasure[]; today: string },
): Promise<Set<Period>> {
  const { rows } = await client.query<MarkerRow>('select distinct from_month, to_month from dirty');
  const months = touchedMonths(rows.map(asMarker), await lastBuiltOn(client, association), today);
  return new Set(periodsToBuild(months, measures.some(needsWholeYears), today));
}

interface MarkerRow {
  from_month: string;
  to_month: string | null;
}

const asMarker = ({ from_month, to_month }: MarkerRow): Marker => ({ fromMonth: from_month, toMonth: to_month });

/** What was told by a clock that was ahead, and has been put right since: no hub believes it before that instant. */
async function periodsAhead(client: pg.ClientBase, association: string, asOf: Date): Promise<Period[]> {
  const { rows } = await client.query<{ period: Period }>(
    'select period from slice where association = $1 and part = 0 and not sealed and as_of > $2',
    [association, asOf],
  );
  return rows.map(({ period }) => period);
}

/** What was sealed by such a clock stays as it is, and is said again of now. */
async function dateSealedAnew(
  client: pg.ClientBase,
  { association, asOf, epoch }: { association: string; asOf: Date; epoch: number },
): Promise<void> {
  await client.query(
    `update slice set as_of = $2, built_at = $2, epoch = $3, revision = revision + 1, install = null, signature = null
      where association = $1 and sealed and as_of > $2`,
    [association, asOf, epoch],
  );
}

async function takeMarkers(client: pg.ClientBase): Promise<Marker[]> {
  const { rows } = await client.query<MarkerRow>(
    'with taken as (delete from dirty returning from_month, to_month) select distinct from_month, to_month from taken',
  );
  return rows.map(asMarker);
}

async function lastBuiltOn(client: pg.ClientBase, association: string): Promise<string | null> {
  const { rows } = await client.query<{ as_of: Date }>('select as_of from heard where association = $1', [association]);
  return rows[0] ? dayInParis(rows[0].as_of) : null;
}
