import fc from 'fast-check';
import { anAttacker, type Known } from './testing/attacker.ts';
import {
  anAttackedToy,
  foundIn,
  peopleOf,
  PROTECTION,
  someHistory,
  someLife,
  type AttackedToy,
} from './testing/attacked-toy.ts';
import { CELLS, worldOn, type Told } from './testing/attacked-world.ts';

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
  const bounds = (hidden: string[], cell: string) => tell(hidden).boundsOf({ cells: where((name) => name === cell) });

  it('tells what it hides, since rows and columns add up', () => {
    expect(bounds(['xc'], 'xc')).toEqual({ least: 5, most: 5 });
  });

  it('is not mended by hiding more cells without counting what follows', () => {
    const hidden = ['wa', 'wb', 'wc', 'xa', 'xc', 'yb', 'yd', 'zb', 'zd'];
    expect(bounds(hidden, 'wb')).toEqual({ least: 47, most: 47 });
    expect(bounds([...hidden, 'xb'], 'wb')).toEqual({ least: 0, most: 141 });
  });
});

const RUNS = Number(process.env['RUNS'] ?? 4);
const NIGHTS = ['2011-06-01', '2011-06-15', '2011-10-25', '2011-12-20'];
const CLOSING_NIGHTS = ['2011-11-01', '2011-12-20', '2012-01-16', '2012-01-31'];

describe('An attacker who adds and subtracts all that is told of people', () => {
  let attacked: AttackedToy;
  beforeAll(async () => {
    attacked = await anAttackedToy({ today: '2012-01-31' });
  });
  afterAll(() => attacked.toy.close());

  const TODAY = worldOn('2012-01-31');
  /** The groups of one to ten that are found, or nearly so. */
  const pinned = (people: readonly number[], facts: readonly Told[]): string[] => {
    const attacker = anAttacker(CELLS.length, TODAY.read(facts));
    const sizeOf = (cells: readonly number[]) => cells.reduce((sum, i) => sum + people[i]!, 0);
    const groups = TODAY.secrets.map((secret) => ({ ...secret, size: sizeOf(secret.cells) }));
    const small = groups.filter(({ size }) => size > 0 && size <= 10);
    const found = attacker.find(small, PROTECTION, people);
    attacker.close();
    return found;
  };

  it('pins no group of fewer than eleven, over measures, places and periods', async () => {
    await fc.assert(
      fc.asyncProperty(someHistory('2012-01-31'), async (history) => {
        await attacked.toy.reset();
        await attacked.enter(history);
        await attacked.toy.build();
        expect(pinned(peopleOf(history), await attacked.told())).toEqual([]);
      }),
      { numRuns: 2 * RUNS, endOnFailure: true },
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
    expect(pinned(people, TODAY.tellNaively(people))).toContain(
      'loansEnded DEP-56 2010-10 has 1, and is found between 1 and 1',
    );
  });

  it('pins neither a group nor a change of fewer than eleven, over all nights together', async () => {
    await fc.assert(
      fc.asyncProperty(someLife(NIGHTS, CLOSING_NIGHTS), async (life) => {
        expect(foundIn(await attacked.live(life))).toEqual([]);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  }, 240_000);

  it('would find who came today where each night is protected by itself', async () => {
    const arrival = { doing: 'ENTER' as const, pick: 0, count: 1, comers: [{ cell: 0, count: 1 }] };
    const life = { days: NIGHTS.slice(0, 2), history: [{ cell: 0, count: 20 }], steps: [arrival] };
    const nights = await attacked.live(life, () => attacked.toy.database.pool.query('delete from edition'));
    expect(foundIn(nights)).toContain(
      'familiesEquipped COM-56121 ever (from night 0 to 1) has 1, and is found between 1 and 1',
    );
    expect(foundIn(await attacked.live(life))).toEqual([]);
  });
});
