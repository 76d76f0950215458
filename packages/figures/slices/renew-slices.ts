import type pg from 'pg';
import type { Clock } from '../../calendar/clock.ts';
import { dayInParis, type Period } from '../../calendar/period.ts';
import { applySlice } from './apply-slice.ts';
import type { FactCounting } from '../measures/contributions.ts';
import { countFacts } from './count-facts.ts';
import { holdBack } from './edition.ts';
import { countedByName, type CountedMeasure } from '../measures/measure.ts';
import type { DatedFact, Fact } from '../measures/fact.ts';
import { CONTRACT, digestOf } from './slice.ts';

/** What counting slices again rests on: a snapshot, and the instant before which everything is in it. */
export interface Renewing {
  client: pg.ClientBase;
  association: string;
  /** Where contributions without a place count. */
  seat: string | null;
  measures: readonly CountedMeasure[];
  clock: Clock;
  asOf: Date;
  /** The epoch of this install. */
  epoch: number;
}

/** Counts these slices again and applies those that differ from what is told, as a new revision; gives their periods. */
export async function renewSlices(renewing: Renewing, periods: readonly Period[]): Promise<Period[]> {
  const { client, association, measures, asOf } = renewing;
  const printing = { client, association, measures, now: asOf };
  const facts = await holdBack(printing, await countPeriods(renewing, periods), periods);
  const heads = await headsOf(client, association, periods);
  const changed: Period[] = [];
  for (const period of periods) {
    const own = (facts.get(period) ?? []).map(undated);
    if (await renew(renewing, period, own, heads.get(period))) changed.push(period);
  }
  return changed;
}

/** The protected facts of these periods, as the operations in the snapshot count. */
export function countPeriods(renewing: Renewing, periods: readonly Period[]): Promise<Map<Period, DatedFact[]>> {
  const { client, seat, measures, asOf } = renewing;
  return countAll({ client, today: dayInParis(asOf), seat, asOf }, measures, periods);
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

/** The period itself, signed when it is sent. */
const UNSIGNED = { part: 0, sealed: false, reason: null, install: null, signature: null };

/** A fact as its slice holds it. */
export const undated = ({ territory, measure, programme, member, value, people }: DatedFact): Fact => ({
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
  asOf: Date;
}

async function headsOf(
  client: pg.ClientBase,
  association: string,
  periods: readonly Period[],
): Promise<Map<Period, Head>> {
  const { rows } = await client.query<Head & { period: Period }>(
    'select period, revision, digest, as_of as "asOf" from slice where association = $1 and part = 0 and period = any($2)',
    [association, periods],
  );
  return new Map(rows.map((row) => [row.period, row]));
}

/** Applies the facts as a new revision if they differ from the present one, if any, or that one says it is of later. */
async function renew(
  { client, association, measures, clock, asOf, epoch }: Renewing,
  period: Period,
  facts: Fact[],
  head: Head | undefined,
): Promise<boolean> {
  const digest = digestOf(facts);
  if (head ? head.digest === digest && head.asOf <= asOf : facts.length === 0) return false;
  const revision = (head?.revision ?? 0) + 1;
  const slice = { ...UNSIGNED, association, period, epoch, revision, digest, contract: CONTRACT, asOf, facts };
  await applySlice(client, slice, countedByName(measures), clock.now());
  return true;
}
