import { createFigureReader } from '../../../packages/figures/read/read-figures.ts';
import { rollupDrift } from '../../../packages/figures/slices/rollup-drift.ts';
import { readerFor } from '../../../packages/platform/database/reader.ts';
import { ANONYMOUS } from '../../../packages/platform/access/viewer.ts';
import { HUBS, NAMES, SERVICES } from '../stage/stage.ts';
import { withFigures } from '../world/figures-pool.ts';
import { ASSOCIATIONS, KNOWN_TO_BOTH, numberOf } from '../world/rows.ts';
import type { Run } from '../run.ts';
import { MEASURES } from './convergence.ts';
import { FEW, type Invariant } from './invariant.ts';

/** 6: every rollup, at every instance, is the sum of the facts below it; 8: so one heard twice cannot count twice. */
export const rollupsAreSums: Invariant = {
  number: 6,
  name: 'rollups are the sums of facts',
  broken: async ({ stage }) => {
    const wrong: string[] = [];
    for (const name of NAMES) {
      for (const service of SERVICES) {
        const drift = await withFigures(stage.url(name), service, (pool) => rollupDrift(pool, MEASURES[service]));
        wrong.push(...drift.slice(0, FEW).map((key) => `${name} ${service}: ${key}`));
      }
    }
    return wrong;
  },
};

const YEARS = ['2023', '2024'];
const FAMILIES = `
  select distinct household_id as id, (select min(commune) from lending.loan) as any from lending.loan
   where household_id is not null and started_on <= $2::date and (ended_on is null or ended_on >= $1::date)`;

async function familiesOf({ stage }: Run, association: (typeof ASSOCIATIONS)[number], year: string): Promise<string[]> {
  const { rows } = await stage.sql(association, (db) =>
    db.query<{ id: string }>(FAMILIES, [`${year}-01-01`, `${year}-12-31`]),
  );
  return rows.map(({ id }) => (numberOf(id) < KNOWN_TO_BOTH ? `both ${numberOf(id)}` : id));
}

/** 14: the true number of different families lies between what the hub says it is at least and at most. */
export const unionsLieInIntervals: Invariant = {
  number: 14,
  name: 'max ≤ true union ≤ sum',
  broken: async (run) => {
    const wrong: string[] = [];
    const clock = { now: () => new Date(run.now) };
    const reader = createFigureReader(MEASURES.lending);
    for (const year of YEARS) {
      const families = await Promise.all(ASSOCIATIONS.map((association) => familiesOf(run, association, year)));
      const union = new Set(families.flat()).size;
      for (const hub of HUBS) {
        const scope = {
          territory: null,
          association: null,
          programme: null,
          period: year,
          geography: 'AT_EVENT',
        } as const;
        const { atLeast, atMost } = await withFigures(run.stage.url(hub), 'lending', (pool) =>
          reader.read({ sql: readerFor({ pool }, ANONYMOUS), clock }, scope, 'familiesEquipped'),
        );
        const isOpen = run.excused.size === 0 && ASSOCIATIONS.every((one) => year > (run.sealed[one] ?? ''));
        const isIn = (atLeast ?? 0) <= union && union <= (atMost ?? Infinity);
        if (isOpen && !isIn) wrong.push(`${hub} ${year}: ${union} is not in [${atLeast}, ${atMost}]`);
      }
    }
    return wrong;
  },
};

/** 16: places below the threshold are told together, so that what is told still adds up to everybody. */
export const laddersKeepSums: Invariant = {
  number: 16,
  name: 'the ladder keeps sums',
  broken: async (run) => {
    const wrong: string[] = [];
    for (const association of ASSOCIATIONS) {
      if (run.excused.has(association)) continue;
      for (const year of YEARS) {
        if (year <= (run.sealed[association] ?? '')) continue;
        const { rows } = await run.stage.sql('region', (db) =>
          db.query<{ told: number; hidden: number }>(
            `select coalesce(sum(value), 0)::int as told, count(*) filter (where value is null)::int as hidden from lending.fact
              where association = $1 and period = $2 and measure = 'familiesEquipped'`,
            [association, year],
          ),
        );
        const { length } = await familiesOf(run, association, year);
        if (rows[0]!.hidden === 0 && rows[0]!.told !== length)
          wrong.push(`${association} ${year}: ${rows[0]!.told} are told of ${length}`);
      }
    }
    return wrong;
  },
};
