import type pg from 'pg';
import { mapDay } from './apply-slice.ts';
import { tidy } from './figure-arithmetic.ts';
import { countedMeasures, type Measure } from './measure.ts';
import { rollupDelta, type Rollup } from './rollup-delta.ts';
import type { Fact } from './slice.ts';

interface StoredFact extends Fact {
  association: string;
  period: string;
  as_of: Date;
}

/** Where the stored rollups are not the sum of the facts: nothing, always; an operator's check and a test's invariant. */
export async function rollupDrift(pool: pg.Pool, measures: readonly Measure[]): Promise<string[]> {
  const { rows: facts } = await pool.query<StoredFact>(
    'select * from fact join slice using (association, period, part)',
  );
  const { rows: rollups } = await pool.query<Rollup & { association: string }>('select * from rollup');
  const expected = new Map<string, number[]>();
  const byName = new Map(countedMeasures(measures).map((measure) => [measure.name, measure]));
  for (const fact of facts) {
    const on = mapDay(fact, fact.as_of);
    for (const rollup of rollupDelta(byName, fact.period, [{ facts: [fact], on, sign: 1 }])) {
      addTo(expected, `${fact.association} ${keyOf(rollup)}`, rollup);
    }
  }
  const stored = new Map<string, number[]>();
  for (const rollup of rollups) addTo(stored, `${rollup.association} ${keyOf(rollup)}`, rollup);
  return [...new Set([...expected.keys(), ...stored.keys()])].filter(
    (key) => expected.get(key)?.join() !== stored.get(key)?.join(),
  );
}

const keyOf = ({ territory, period, measure, programme, member }: Rollup): string =>
  [territory, period, measure, programme, member].join('|');

function addTo(totals: Map<string, number[]>, key: string, { value, hidden, n }: Rollup): void {
  const [a, b, c] = totals.get(key) ?? [0, 0, 0];
  totals.set(key, [tidy(a! + value), b! + hidden, c! + n]);
}
