import type pg from 'pg';
import { dayInParis, lastDay } from '../geography/period.ts';
import type { CountedMeasure } from './measure.ts';
import type { SliceOutcome } from './figures-message.ts';
import { rollupDelta, writeDelta } from './rollup-delta.ts';
import type { Fact, Slice } from './slice.ts';

/** What applying a slice came to, and the revision now held. */
export interface Applied {
  outcome: Exclude<SliceOutcome, 'REFUSED'>;
  headRevision: number;
}

interface Head {
  revision: number;
  digest: string;
  asOf: Date;
}

/**
 * Replaces an association's facts of one period by a newer revision of them, adjusts the rollups by the difference and
 * moves the head. Must run in a transaction. The same code at the association that built the slice and at every hub.
 */
export async function applySlice(
  client: pg.ClientBase,
  slice: Slice,
  measures: ReadonlyMap<string, CountedMeasure>,
  now: Date,
): Promise<Applied> {
  const head = await lockHead(client, slice);
  if (head) {
    const headRevision = head.revision;
    if (slice.revision < headRevision) return { outcome: 'STALE', headRevision };
    if (slice.revision === headRevision) {
      return { outcome: slice.digest === head.digest ? 'DUPLICATE' : 'CONFLICT', headRevision };
    }
  }
  const before = head ? await takeFacts(client, slice) : [];
  await insertFacts(client, slice);
  const delta = rollupDelta(measures, slice.period, [
    { facts: before, on: mapDay(slice, head?.asOf), sign: -1 },
    { facts: slice.facts, on: mapDay(slice, slice.asOf), sign: 1 },
  ]);
  await writeDelta(client, slice.association, delta);
  await moveHead(client, slice, now);
  return { outcome: 'APPLIED', headRevision: slice.revision };
}

/** The day whose map places the facts of a slice: the period's last day; for ever, the day the slice was made. */
export function mapDay({ period }: Pick<Slice, 'period'>, asOf: Date = new Date(0)): string {
  return period === 'ever' ? dayInParis(asOf) : lastDay(period);
}

// Taking turns per service and association also spares two slices that meet in the same rollups a deadlock.
async function lockHead(client: pg.ClientBase, { association, period }: Slice): Promise<Head | undefined> {
  await client.query("select pg_advisory_xact_lock(hashtext(current_schema || ' figures of ' || $1))", [association]);
  const { rows } = await client.query<{ revision: number; digest: string; as_of: Date }>(
    'select revision, digest, as_of from slice where association = $1 and period = $2 for update',
    [association, period],
  );
  const [row] = rows;
  return row && { revision: row.revision, digest: row.digest, asOf: row.as_of };
}

async function takeFacts(client: pg.ClientBase, { association, period }: Slice): Promise<Fact[]> {
  const { rows } = await client.query<Fact>(
    `delete from fact where association = $1 and period = $2
     returning territory, measure, programme, member, value`,
    [association, period],
  );
  return rows;
}

async function insertFacts(client: pg.ClientBase, { association, period, facts }: Slice): Promise<void> {
  await client.query(
    `insert into fact (association, period, territory, measure, programme, member, value, people)
     select $1, $2, * from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::numeric[], $8::int[])`,
    [
      association,
      period,
      facts.map(({ territory }) => territory),
      facts.map(({ measure }) => measure),
      facts.map(({ programme }) => programme),
      facts.map(({ member }) => member),
      facts.map(({ value }) => value),
      facts.map(({ people = null }) => people),
    ],
  );
}

async function moveHead(client: pg.ClientBase, slice: Slice, now: Date): Promise<void> {
  const { association, period, revision, digest, contract, asOf } = slice;
  await client.query(
    `insert into slice (association, period, revision, digest, contract, as_of, built_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (association, period) do update
     set revision = $3, digest = $4, contract = $5, as_of = $6, built_at = $7`,
    [association, period, revision, digest, contract, asOf, now],
  );
}
