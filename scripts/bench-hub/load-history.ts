import type pg from 'pg';
import { mapDay } from '../../packages/figures/measures/fact.ts';
import { rollupDelta, writeDelta, type Rollup } from '../../packages/figures/slices/rollup-delta.ts';
import type { CountedMeasure } from '../../packages/figures/measures/measure.ts';
import type { Slice } from '../../packages/figures/slices/slice.ts';

/**
 * Applies slices of one association that the hub has never heard of, all in one transaction: what `applySlice` leaves
 * behind, with each rollup written once instead of once per slice. For filling years that are only there to be old.
 */
export async function loadHistory(
  client: pg.ClientBase,
  slices: readonly Slice[],
  measures: ReadonlyMap<string, CountedMeasure>,
): Promise<void> {
  const { association } = slices[0]!;
  await client.query('begin');
  await insertSlices(client, slices);
  await insertFacts(client, slices);
  await writeDelta(client, association, mergedDelta(slices, measures));
  await client.query('commit');
}

function mergedDelta(slices: readonly Slice[], measures: ReadonlyMap<string, CountedMeasure>): Rollup[] {
  const merged = new Map<string, Rollup>();
  for (const slice of slices) {
    const { period, facts, asOf } = slice;
    for (const part of rollupDelta(measures, period, [{ facts, on: mapDay(slice, asOf), sign: 1 }])) {
      const key = [part.territory, part.period, part.measure, part.programme, part.member].join('|');
      const known = merged.get(key);
      if (!known) merged.set(key, part);
      else
        Object.assign(known, {
          value: known.value + part.value,
          hidden: known.hidden + part.hidden,
          n: known.n + part.n,
        });
    }
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rollup]) => rollup);
}

async function insertSlices(client: pg.ClientBase, slices: readonly Slice[]): Promise<void> {
  await client.query(
    `insert into slice (association, period, revision, digest, contract, as_of, built_at, install, signature)
     select $1, period, revision, digest, $2, $3, $3, $4, signature
     from unnest($5::text[], $6::int[], $7::text[], $8::text[]) as s(period, revision, digest, signature)`,
    [
      slices[0]!.association,
      slices[0]!.contract,
      slices[0]!.asOf,
      slices[0]!.install,
      slices.map(({ period }) => period),
      slices.map(({ revision }) => revision),
      slices.map(({ digest }) => digest),
      slices.map(({ signature }) => signature),
    ],
  );
}

async function insertFacts(client: pg.ClientBase, slices: readonly Slice[]): Promise<void> {
  const facts = slices.flatMap(({ period, facts: each }) => each.map((fact) => ({ ...fact, period })));
  await client.query(
    `insert into fact (association, period, territory, measure, programme, member, value)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::numeric[])`,
    [
      slices[0]!.association,
      facts.map(({ period }) => period),
      facts.map(({ territory }) => territory),
      facts.map(({ measure }) => measure),
      facts.map(({ programme }) => programme),
      facts.map(({ member }) => member),
      facts.map(({ value }) => value),
    ],
  );
}
