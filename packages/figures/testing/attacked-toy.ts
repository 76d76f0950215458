import fc from 'fast-check';
import type { Period } from '../../calendar/period.ts';
import { Refusal } from '../../platform/refusals/refusal.ts';
import { adjustPeriod } from '../releases/adjust.ts';
import { sealedYears } from '../slices/seal-state.ts';
import { sealPeriods } from '../releases/seal.ts';
import type { Builder } from '../slices/build-slices.ts';
import { aToy, type Toy } from './a-toy.ts';
import { changesIn, groupsIn, readNights, type Night } from './attacked-nights.ts';
import { CELLS, COMMUNES, isPossible, type Told } from './attacked-world.ts';
import { anAttacker } from './attacker.ts';
import { TOY_MEASURES } from './toy-measures.ts';

/** What any group of fewer than eleven stays hidden in: between the least and the most that it may be. */
export const PROTECTION = 10;

/** How many households there are in some cells. */
export type History = readonly { cell: number; count: number }[];

const possible = (today: string): number[] => [...CELLS.keys()].filter((i) => isPossible(CELLS[i]!, today));
const aCrowd = fc.integer({ min: 11, max: 30 });
const aFew = fc.integer({ min: 1, max: 4 });

/** Households that came and left until a day: few here, many there. */
export const someHistory = (today: string, mostGroups = 9): fc.Arbitrary<History> =>
  fc.array(
    fc.record({
      cell: fc.constantFrom(...possible(today)),
      count: fc.oneof(aFew, aCrowd, fc.integer({ min: 1, max: 40 })),
    }),
    { minLength: 1, maxLength: mostGroups },
  );

/** What is done between two nights: people come, a computer comes back, a commune or a loan was wrong, a family is erased. */
export interface Step {
  doing: 'ENTER' | 'RETURN' | 'MOVE' | 'STRIKE' | 'ERASE';
  pick: number;
  count: number;
  comers: History;
}

/** A history and what happens to it between nights. */
export interface Life {
  days: readonly string[];
  history: History;
  steps: readonly Step[];
  /** The last year that is sealed after the first night; its corrections are told as adjustments, each as soon as it may be. */
  sealedThrough?: Period;
}

const someStep = (today: string): fc.Arbitrary<Step> =>
  fc.record({
    doing: fc.constantFrom('ENTER', 'ENTER', 'RETURN', 'MOVE', 'STRIKE', 'ERASE'),
    pick: fc.nat(),
    count: fc.oneof(fc.constant(1), aFew, aCrowd),
    comers: someHistory(today, 3),
  });

/** Lives on some days. The nights lie more than a week apart, so that no year is settling any more. */
export const someLife = (...choices: readonly string[][]): fc.Arbitrary<Life> =>
  fc.constantFrom(...choices).chain(([first, ...later]) =>
    fc.record({
      days: fc.constant([first!, ...later]),
      history: someHistory(first!),
      steps: fc.tuple(...later.map((day) => someStep(day))),
    }),
  );

/** Lives whose past is sealed, and corrected by more people at once. */
export const someSealedLife = (days: readonly string[], years: readonly Period[]): fc.Arbitrary<Life> =>
  fc.tuple(someLife([...days]), fc.constantFrom(...years), aCrowd).map(([life, sealedThrough, more]) => ({
    ...life,
    sealedThrough,
    steps: life.steps.map((step, i) => (i % 2 === 0 ? { ...step, count: step.count + more } : step)),
  }));

/** How many there are in each cell. */
export const peopleOf = (history: History): number[] =>
  CELLS.map((_, i) => history.filter(({ cell }) => cell === i).reduce((sum, { count }) => sum + count, 0));

/** A toy whose households are those of the cells. */
export interface AttackedToy {
  toy: Toy;
  enter(history: History): Promise<void>;
  told(): Promise<Told[]>;
  /** Lives through the nights, from an empty beginning. */
  live(life: Life, beforeBuild?: () => Promise<unknown>): Promise<Night[]>;
}

/** A toy to attack. */
export async function anAttackedToy(setting: { today: string; association?: string }): Promise<AttackedToy> {
  const toy = await aToy(setting);
  const { pool } = toy.database;
  let households = 0;
  const enter = (history: History) =>
    toy.add(
      'toy_loan',
      history.flatMap(({ cell, count }) =>
        Array.from({ length: count }, () => {
          const { commune, fromOn, toOn } = CELLS[cell]!;
          return { household: `${households++}`, commune, from_on: fromOn, to_on: toOn };
        }),
      ),
    );
  const told = async () =>
    (await pool.query<Told>('select period, territory, measure, value::float as value from fact')).rows;

  /** Does something to some households that were in one cell, or lets others come. */
  const act = async ({ doing, pick, count, comers }: Step, today: string): Promise<void> => {
    if (doing === 'ENTER') return enter(comers);
    const { rows } = await pool.query<{ commune: string; from_on: string; to_on: string | null }>(
      `select distinct commune, from_on::text, to_on::text from toy_loan
        where $1 <> 'RETURN' or to_on is null order by 1, 2, 3`,
      [doing],
    );
    const cell = rows[pick % rows.length];
    if (!cell) return;
    const { rows: chosen } = await pool.query<{ id: number }>(
      'select id from toy_loan where (commune, from_on) = ($1, $2) and to_on is not distinct from $3 order by id limit $4',
      [cell.commune, cell.from_on, cell.to_on, count],
    );
    // That many gave back before the year began tells that they were there in the year before: see what ADR 14 does not protect.
    const since = chosen.length > PROTECTION ? today.slice(0, 4) : '';
    const ends = CELLS.filter(
      (end) => isPossible(end, today) && end.toOn !== null && end.toOn > cell.from_on && end.toOn > since,
    );
    const change = {
      RETURN: `update toy_loan set to_on = '${ends[pick % ends.length]?.toOn}'`,
      MOVE: `update toy_loan set commune = '${COMMUNES[pick % COMMUNES.length]}'`,
      STRIKE: 'delete from toy_loan',
      ERASE: "update toy_loan set household = 'erased ' || household",
    }[doing];
    if (doing !== 'RETURN' || ends.length > 0) {
      await pool.query(`${change} where id = any($1)`, [chosen.map(({ id }) => id)]);
    }
  };
  const truth = async (): Promise<number[]> => {
    const { rows } = await pool.query<{ cell: string; count: number }>(
      `select concat_ws(' ', commune, from_on, to_on) as cell, count(*)::int as count from toy_loan group by 1`,
    );
    const counts = new Map(rows.map(({ cell, count }) => [cell, count]));
    return CELLS.map(({ commune, fromOn, toOn }) => counts.get([commune, fromOn, toOn].filter(Boolean).join(' ')) ?? 0);
  };
  const association = setting.association ?? 'defis';
  const builder: Builder = { association, seat: COMMUNES[0]!, measures: TOY_MEASURES, pool, clock: toy.clock };
  const adjust = async (): Promise<void> => {
    for (const period of await sealedYears(pool, association)) {
      await adjustPeriod(builder, { period, reason: 'Registers were found again', dryRun: false }).catch((error) => {
        if (!(error instanceof Refusal)) throw error;
      });
    }
  };
  const freshYears = async (): Promise<Set<string>> => {
    const { rows } = await pool.query<{ bundle: string }>(
      `select bundle from edition where told_at = $1 and bundle not in (select period from slice where sealed)
       union select left(period, 4) from slice where part > 0 and as_of = $1`,
      [toy.clock.now()],
    );
    return new Set(rows.map(({ bundle }) => bundle));
  };
  const live: AttackedToy['live'] = async ({ days, history, steps, sealedThrough }, beforeBuild) => {
    await toy.reset();
    await enter(history);
    const nights: Night[] = [];
    for (const [i, today] of days.entries()) {
      toy.clock.set(today);
      const step = steps[i - 1];
      if (step) await act(step, today);
      await beforeBuild?.();
      await toy.build();
      if (i > 0) await adjust();
      const seen = {
        people: await truth(),
        facts: await told(),
        fresh: await freshYears(),
        sealed: await sealedYears(pool, association),
      };
      nights.push({ today, isCorrected: step?.doing === 'MOVE' || step?.doing === 'STRIKE', ...seen });
      if (i === 0 && sealedThrough) await sealPeriods(builder, { throughYear: sealedThrough, dryRun: false });
    }
    return nights;
  };
  return { toy, enter, told, live };
}

/** What an attacker who reads all nights together finds, of groups and of changes. */
export function foundIn(nights: readonly Night[]): string[] {
  const attacker = anAttacker(nights.length * CELLS.length, readNights(nights));
  const truth = nights.flatMap(({ people }) => people);
  const found = attacker.find([...groupsIn(nights), ...changesIn(nights)], PROTECTION, truth);
  attacker.close();
  return found;
}
