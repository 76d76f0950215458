import fc from 'fast-check';
import { anAttacker, type Known } from './testing/attacker.ts';
import { CELLS, readAll, SECRETS, tellNaively, type Told } from './testing/attacked-world.ts';
import { aToy, type Toy } from './testing/a-toy.ts';

/** What any group of fewer than eleven stays hidden in: between the least and the most that it may be. */
const PROTECTION = 10;

describe('The naive rule, to hide what is below the threshold and nothing else', () => {
  const ROWS = { w: [30, 47, 64, 89], x: [90, 124, 5, 31], y: [92, 100, 59, 85], z: [800, 991, 651, 685] };
  const table = Object.entries(ROWS).flatMap(([row, values]) =>
    values.map((value, i) => ({ name: `${row}${'abcd'[i]}`, value })),
  );
  const where = (isIn: (name: string) => boolean) => table.flatMap(({ name }, i) => (isIn(name) ? [i] : []));
  const exactly = (cells: number[]): Known => {
    const total = cells.reduce((sum, i) => sum + table[i]!.value, 0);
    return { cells, least: total, most: total };
  };
  /** Everything of the table but some cells, and all its margins. */
  const tell = (hidden: string[]) =>
    anAttacker(table.length, [
      ...table.flatMap(({ name }, i) => (hidden.includes(name) ? [] : [exactly([i])])),
      ...['w', 'x', 'y', 'z'].map((row) => exactly(where((name) => name.startsWith(row)))),
      ...['a', 'b', 'c', 'd'].map((column) => exactly(where((name) => name.endsWith(column)))),
    ]);
  const bounds = (hidden: string[], cell: string) => tell(hidden).boundsOf(where((name) => name === cell));

  it('tells what it hides, since rows and columns add up', () => {
    expect(bounds(['xc'], 'xc')).toEqual({ least: 5, most: 5 });
  });

  it('is not mended by hiding more cells without counting what follows', () => {
    const hidden = ['wa', 'wb', 'wc', 'xa', 'xc', 'yb', 'yd', 'zb', 'zd'];
    expect(bounds(hidden, 'wb')).toEqual({ least: 47, most: 47 });
    expect(bounds([...hidden, 'xb'], 'wb')).toEqual({ least: 0, most: 141 });
  });
});

const someHistory = fc.array(
  fc.record({
    cell: fc.nat(CELLS.length - 1),
    count: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 11, max: 30 }), fc.integer({ min: 1, max: 40 })),
  }),
  { minLength: 1, maxLength: 9 },
);

describe('An attacker who adds and subtracts all that is told of people', () => {
  let toy: Toy;
  beforeAll(async () => {
    toy = await aToy({ today: '2012-01-31' });
  });
  afterAll(() => toy.close());

  const enter = (history: readonly { cell: number; count: number }[]) =>
    toy.add(
      'toy_loan',
      history.flatMap(({ cell, count }, group) =>
        Array.from({ length: count }, (_, i) => {
          const { commune, fromOn, toOn } = CELLS[cell]!;
          return { household: `${group} ${i}`, commune, from_on: fromOn, to_on: toOn };
        }),
      ),
    );
  const told = async (): Promise<Told[]> =>
    (await toy.database.pool.query<Told>('select period, territory, measure, value::float as value from fact')).rows;

  const peopleOf = (history: readonly { cell: number; count: number }[]) =>
    CELLS.map((_, i) => history.filter(({ cell }) => cell === i).reduce((sum, { count }) => sum + count, 0));

  /** The groups of one to ten that are found, or nearly so. */
  const pinned = (people: readonly number[], facts: readonly Told[]): string[] => {
    const attacker = anAttacker(CELLS.length, readAll(facts));
    const found = SECRETS.flatMap(({ name, cells }) => {
      const size = cells.reduce((sum, i) => sum + people[i]!, 0);
      if (size === 0 || size > 10) return [];
      const { least, most } = attacker.boundsOf(cells);
      return most - least < PROTECTION ? [`${name} has ${size}, and is found between ${least} and ${most}`] : [];
    });
    attacker.close();
    return found;
  };

  it('pins no group of fewer than eleven, over measures, places and periods', async () => {
    await fc.assert(
      fc.asyncProperty(someHistory, async (history) => {
        await toy.reset();
        await enter(history);
        await toy.build();
        expect(pinned(peopleOf(history), await told())).toEqual([]);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 8), endOnFailure: true },
    );
  }, 240_000);

  it('would find a family where each figure is judged by itself', () => {
    const [cameIn2009, leftIn2010] = [
      CELLS.findIndex(({ fromOn, toOn }) => fromOn === '2009-04-10' && toOn === null),
      CELLS.findIndex(({ fromOn, toOn }) => fromOn === '2009-04-10' && toOn === '2010-10-20'),
    ];
    const people = peopleOf([
      { cell: cameIn2009, count: 40 },
      { cell: leftIn2010, count: 1 },
    ]);
    expect(pinned(people, tellNaively(people))).toContain(
      'loansEnded DEP-56 2010-10 has 1, and is found between 1 and 1',
    );
  });
});
