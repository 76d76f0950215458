import type pg from 'pg';
import { mapDay, type Fact } from '../measures/fact.ts';
import type { CountedMeasure } from '../measures/measure.ts';
import type { SliceOutcome } from './slice-outcome.ts';
import { CONTRACTS, type Contracts } from './contracts.ts';
import { rollupDelta, writeDelta, type Change } from './rollup-delta.ts';
import type { Slice } from './slice.ts';

/** What applying a slice came to, and the epoch and revision now held. */
export interface Applied {
  outcome: SliceOutcome;
  headEpoch: number;
  headRevision: number;
  code?: string;
  message?: string;
}

type Head = Pick<Slice, 'period' | 'epoch' | 'revision' | 'digest' | 'contract' | 'sealed' | 'signature' | 'asOf'>;

/**
 * Replaces an association's facts of one period by a newer revision of them, adjusts the rollups by the difference and
 * moves the head. Must run in a transaction. The same code at the association that built the slice and at every hub.
 */
export async function applySlice(
  client: pg.ClientBase,
  slice: Slice,
  measures: ReadonlyMap<string, CountedMeasure>,
  now: Date,
  contracts: Contracts = CONTRACTS,
): Promise<Applied> {
  const head = await lockHead(client, slice);
  const held = head && whatHolds(head, slice);
  if (head && saysTheSame(head, slice) && isBetterSaid(head, slice)) {
    await moveHead(client, slice, now);
    return { outcome: held?.outcome ?? 'APPLIED', headEpoch: slice.epoch, headRevision: slice.revision };
  }
  if (held) return held;
  const before = head ? await takeFacts(client, slice) : [];
  await insertFacts(client, slice);
  const changes: Change[] = [
    { facts: before, contract: head?.contract, on: mapDay(slice, head?.asOf), sign: -1 },
    { facts: slice.facts, contract: slice.contract, on: mapDay(slice, slice.asOf), sign: 1 },
  ];
  await writeDelta(client, slice.association, rollupDelta(measures, slice.period, changes, contracts));
  await moveHead(client, slice, now);
  return { outcome: 'APPLIED', headEpoch: slice.epoch, headRevision: slice.revision };
}

const SEALED = { code: 'SEALED', message: 'This period is sealed: what was told of it holds. Send an adjustment.' };

/** What becomes of a slice that does not replace the head; null for one that does. */
function whatHolds(head: Head, slice: Slice): Applied | null {
  const held = { headEpoch: head.epoch, headRevision: head.revision };
  const isSame = slice.digest === head.digest;
  if (head.sealed) return isSame ? { outcome: 'DUPLICATE', ...held } : { outcome: 'REFUSED', ...held, ...SEALED };
  const newer = howMuchNewer(head, slice);
  if (newer > 0) return null;
  if (newer < 0) return { outcome: 'STALE', ...held };
  return { outcome: isSame ? 'DUPLICATE' : 'CONFLICT', ...held };
}

const howMuchNewer = (head: Head, slice: Slice): number => slice.epoch - head.epoch || slice.revision - head.revision;

/** Whether the facts are counted alike: then they need not be written again, however often an epoch rises. */
const saysTheSame = (head: Head, slice: Slice): boolean =>
  slice.digest === head.digest &&
  slice.contract === head.contract &&
  mapDay(head, head.asOf) === mapDay(head, slice.asOf);

/** Whether the same is said by a later epoch, revision or signature, which is what can be passed on and compared. */
function isBetterSaid(head: Head, slice: Slice): boolean {
  if (head.sealed && !slice.sealed) return false;
  const newer = howMuchNewer(head, slice);
  return newer > 0 || (newer === 0 && head.signature === null && slice.signature !== null);
}

/** Takes turns per service and association; it also spares two slices that meet in the same rollups a deadlock. */
export async function lockFigures(client: pg.ClientBase, association: string): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtext(current_schema || ' figures of ' || $1))", [association]);
}

async function lockHead(client: pg.ClientBase, { association, period, part }: Slice): Promise<Head | undefined> {
  await lockFigures(client, association);
  const { rows } = await client.query<Head>(
    `select period, epoch, revision, digest, contract, sealed, signature, as_of as "asOf" from slice
     where association = $1 and period = $2 and part = $3 for update`,
    [association, period, part],
  );
  return rows[0];
}

async function takeFacts(client: pg.ClientBase, { association, period, part }: Slice): Promise<Fact[]> {
  const { rows } = await client.query<Fact>(
    `delete from fact where association = $1 and period = $2 and part = $3
     returning territory, measure, programme, member, value`,
    [association, period, part],
  );
  return rows;
}

async function insertFacts(client: pg.ClientBase, { association, period, part, facts }: Slice): Promise<void> {
  if (facts.length === 0) return;
  await client.query(
    `insert into fact (association, period, part, territory, measure, programme, member, value, people)
     select $1, $2, $3, * from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::numeric[], $9::int[])`,
    [
      association,
      period,
      part,
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
  const { association, period, part, epoch, revision, digest, contract, sealed, reason, install, signature } = slice;
  await client.query(
    `insert into slice (association, period, part, epoch, revision, digest, contract, sealed, reason, install, signature,
       as_of, built_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     on conflict (association, period, part) do update
     set epoch = $4, revision = $5, digest = $6, contract = $7, sealed = $8, reason = $9, install = $10, signature = $11,
       as_of = $12, built_at = $13`,
    [association, period, part, epoch, revision, digest, contract, sealed, reason, install, signature, slice.asOf, now],
  );
}
