import type pg from 'pg';
import { ancestorsOf } from '../../geography/ancestors.ts';
import type { Period } from '../../calendar/period.ts';
import { CONTRACTS, translated, type Contracts } from './contracts.ts';
import { tidy } from '../../platform/schema/decimal.ts';
import { periodsFedBy } from '../measures/grid.ts';
import type { CountedMeasure } from '../measures/measure.ts';
import { ALL_PROGRAMMES, type Fact } from '../measures/fact.ts';

/** One rolled-up number, or the change of one. */
export interface Rollup {
  territory: string;
  period: Period;
  measure: string;
  programme: string;
  member: string;
  value: number;
  /** How many facts in it are hidden. */
  hidden: number;
  /** How many facts are in it. */
  n: number;
}

/** Facts to add (`sign` 1) or to take away (-1), and the day whose map places them. */
export interface Change {
  facts: readonly Fact[];
  on: string;
  sign: 1 | -1;
  /** The version of the meaning of the facts; the present one unless told. */
  contract?: number;
}

/** The rollups that facts of a period amount to, or change by, in the order they are to be written. */
export function rollupDelta(
  measures: ReadonlyMap<string, CountedMeasure>,
  period: Period,
  changes: readonly Change[],
  contracts: Contracts = CONTRACTS,
): Rollup[] {
  const totals = new Map<string, Rollup>();
  for (const { facts, on, sign, contract = contracts.newest } of changes) {
    for (const fact of translated(facts, contract, contracts)) {
      const meaning = measures.get(fact.measure);
      // What an upgrade has removed is counted nowhere; the facts stay until they are replaced.
      if (!meaning) continue;
      for (const place of placesOf(fact, period, on, meaning)) add(totals, place, fact, sign);
    }
  }
  const changed = [...totals].filter(([, { value, hidden, n }]) => value !== 0 || hidden !== 0 || n !== 0);
  return changed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rollup]) => rollup);
}

type Place = Pick<Rollup, 'territory' | 'period' | 'measure' | 'programme' | 'member'>;

function placesOf(
  { territory, measure, programme, member }: Fact,
  period: Period,
  on: string,
  meaning: CountedMeasure,
): Place[] {
  const programmes = programme === ALL_PROGRAMMES ? [programme] : [programme, ALL_PROGRAMMES];
  const territories = ancestorsOf(territory, on);
  return periodsFedBy(meaning, period).flatMap((fed) =>
    territories.flatMap((code) =>
      programmes.map((one) => ({ territory: code, period: fed, measure, programme: one, member })),
    ),
  );
}

function add(totals: Map<string, Rollup>, place: Place, { value }: Fact, sign: 1 | -1): void {
  const key = [place.territory, place.period, place.measure, place.programme, place.member].join('|');
  const total = totals.get(key) ?? { ...place, value: 0, hidden: 0, n: 0 };
  total.value = tidy(total.value + sign * (value ?? 0));
  total.hidden += value === null ? sign : 0;
  total.n += sign;
  totals.set(key, total);
}

/** Adds changes to an association's rollups; what no fact is in any more disappears. */
export async function writeDelta(client: pg.ClientBase, association: string, delta: readonly Rollup[]): Promise<void> {
  if (delta.length === 0) return;
  const columns = [
    delta.map(({ territory }) => territory),
    delta.map(({ period }) => period),
    delta.map(({ measure }) => measure),
    delta.map(({ programme }) => programme),
    delta.map(({ member }) => member),
  ];
  await client.query(
    `insert into rollup (association, territory, period, measure, programme, member, value, hidden, n)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::numeric[], $8::int[], $9::int[])
     on conflict (territory, period, measure, programme, association, member) do update
     set value = rollup.value + excluded.value, hidden = rollup.hidden + excluded.hidden, n = rollup.n + excluded.n`,
    [
      association,
      ...columns,
      delta.map(({ value }) => value),
      delta.map(({ hidden }) => hidden),
      delta.map(({ n }) => n),
    ],
  );
  const emptied = delta.filter(({ n }) => n < 0);
  if (emptied.length > 0) await deleteEmpty(client, association, emptied);
}

async function deleteEmpty(client: pg.ClientBase, association: string, rollups: readonly Rollup[]): Promise<void> {
  await client.query(
    `delete from rollup using
       unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as e(territory, period, measure, programme, member)
     where rollup.n = 0 and rollup.association = $1 and rollup.territory = e.territory and rollup.period = e.period
       and rollup.measure = e.measure and rollup.programme = e.programme and rollup.member = e.member`,
    [
      association,
      rollups.map(({ territory }) => territory),
      rollups.map(({ period }) => period),
      rollups.map(({ measure }) => measure),
      rollups.map(({ programme }) => programme),
      rollups.map(({ member }) => member),
    ],
  );
}
