import type pg from 'pg';
import type { Clock } from '../clock.ts';
import { dayInParis, type Period } from '../geography/period.ts';
import { applySlice } from './apply-slice.ts';
import type { FactCounting } from './contributions.ts';
import { countFacts } from './count-facts.ts';
import { holdBack } from './edition.ts';
import { countedMeasures, type CountedMeasure, type Measure } from './measure.ts';
import { hear } from './receive-slices.ts';
import { CONTRACT, digestOf, type DatedFact, type Fact } from './slice.ts';
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
    const printing = { client, association, measures: counted, now: asOf };
    const facts = await holdBack(printing, await countAll({ client, today, seat, asOf }, counted, periods), periods);
    const heads = await headsOf(client, association, periods);
    const changed: Period[] = [];
    for (const period of periods) {
      const own = (facts.get(period) ?? []).map(undated);
      const renewal = { association, period, facts: own, asOf, head: heads.get(period) };
      if (await renew(client, renewal, counted, clock)) changed.push(period);
    }
    await hear(client, { association, asOf, now: clock.now() });
    return changed;
  });
}

const needsWholeYears = ({ kind, protects }: CountedMeasure): boolean => kind !== 'SET' && protects !== null;

async function takeMarkers(client: pg.ClientBase): Promise<Marker[]> {
  const { rows } = await client.query<{ from_month: string; to_month: string | null }>(
    'with taken as (delete from dirty returning from_month, to_month) select distinct from_month, to_month from taken',
  );
  return rows.map(({ from_month, to_month }) => ({ fromMonth: from_month, toMonth: to_month }));
}

async function lastBuiltOn(client: pg.ClientBase, association: string): Promise<string | null> {
  const { rows } = await client.query<{ as_of: Date }>('select as_of from heard where association = $1', [association]);
  return rows[0] ? dayInParis(rows[0].as_of) : null;
}

async function countAll(
  counting: FactCounting,
  measures: readonly CountedMeasure[],
  periods: readonly Period[],
): Promise<Map<Period, DatedFact[]>> {
  const facts: DatedFact[] = [];
  for (const measure of measures) for (const fact of await countFacts(counting, measure, periods)) facts.push(fact);
  return Map.groupBy(facts, ({ period }) => period);
}

const undated = ({ territory, measure, programme, member, value, people }: DatedFact): Fact => ({
  territory,
  measure,
  programme,
  member,
  value,
  people,
});

interface Head {
  revision: number;
  digest: string;
}

async function headsOf(
  client: pg.ClientBase,
  association: string,
  periods: readonly Period[],
): Promise<Map<Period, Head>> {
  const { rows } = await client.query<Head & { period: Period }>(
    'select period, revision, digest from slice where association = $1 and period = any($2)',
    [association, periods],
  );
  return new Map(rows.map((row) => [row.period, row]));
}

interface Renewal {
  association: string;
  period: Period;
  facts: Fact[];
  asOf: Date;
  /** What is told of the period so far, if anything. */
  head: Head | undefined;
}

/** Applies the facts as a new revision if they differ from the present one. */
async function renew(
  client: pg.ClientBase,
  { association, period, facts, asOf, head }: Renewal,
  measures: readonly CountedMeasure[],
  clock: Clock,
): Promise<boolean> {
  const digest = digestOf(facts);
  if (head ? head.digest === digest : facts.length === 0) return false;
  const slice = { association, period, revision: (head?.revision ?? 0) + 1, digest, contract: CONTRACT, asOf, facts };
  await applySlice(client, slice, new Map(measures.map((measure) => [measure.name, measure])), clock.now());
  return true;
}
