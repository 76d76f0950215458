import fc from 'fast-check';
import { anAttacker, type Known } from '../testing/attacker.ts';
import {
  anAttackedToy,
  foundIn,
  peopleOf,
  PROTECTION,
  someHistory,
  someLife,
  someSealedLife,
  type AttackedToy,
  type History,
} from '../testing/attacked-toy.ts';
import {
  AMOUNT_CELLS,
  amountsOf,
  amountsOfFew,
  paidIn,
  readAmounts,
  somePayments,
  tellNaively,
  type Payments,
} from '../testing/attacked-amounts.ts';
import { addNaively, groupsBeside, knowsItself, readHub, tellHub, type Member } from '../testing/attacked-hub.ts';
import { CELLS, worldOn, type Told } from '../testing/attacked-world.ts';
import { aToy, type Toy } from '../testing/a-toy.ts';
import { TOY_MEASURES } from '../testing/toy-measures.ts';
import type { CountedMeasure } from '../measures/measure.ts';
import { isSafeAmount } from './protection.ts';
import { protectYear } from './protect-amounts.ts';
import type { DatedFact } from '../measures/fact.ts';

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

const RUNS = Number(process.env['RUNS'] ?? 3);
const NIGHTS = ['2011-06-01', '2011-06-15', '2011-10-25', '2011-12-20'];
const SEALED_NIGHTS = ['2012-02-01', '2012-03-01', '2012-04-01', '2012-05-01'];
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
  });

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
  });

  it('pins neither, where years are sealed and told anew by adjustments', async () => {
    await fc.assert(
      fc.asyncProperty(someSealedLife(SEALED_NIGHTS, ['2010', '2011']), async (life) => {
        expect(foundIn(await attacked.live(life))).toEqual([]);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

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

describe('An association that reads its hub, and knows itself', () => {
  const DAY = '2012-01-31';
  let own: AttackedToy;
  let hub: Toy;
  beforeAll(async () => {
    own = await anAttackedToy({ today: DAY });
    hub = await aToy({ today: DAY, association: null });
  });
  afterAll(() => Promise.all([own.toy.close(), hub.close()]));

  const aMember = async (association: string, history: History): Promise<Member> => {
    await own.toy.reset();
    await own.enter(history);
    await own.toy.build();
    return { association, people: peopleOf(history), facts: await own.told() };
  };
  const found = (members: readonly Member[], told: readonly Known[], insider: number): string[] => {
    const attacker = anAttacker(members.length * CELLS.length, [...told, ...knowsItself(members, insider)]);
    const people = members.flatMap((member) => [...member.people]);
    const pins = attacker.find(groupsBeside(DAY, members, insider), PROTECTION, people);
    attacker.close();
    return pins;
  };

  it('pins no group of fewer than eleven of another', async () => {
    const some = fc.tuple(someHistory(DAY, 5), someHistory(DAY, 5), fc.nat(1));
    await fc.assert(
      fc.asyncProperty(some, async ([defis, caen, insider]) => {
        const members = [await aMember('defis', defis), await aMember('caen', caen)];
        await tellHub(hub, members);
        expect(found(members, await readHub(hub, DAY, members), insider)).toEqual([]);
      }),
      { numRuns: Math.ceil(RUNS / 2), endOnFailure: true },
    );
  });

  it('would find a family where all together are told as soon as they are eleven', async () => {
    const members = [await aMember('defis', [{ cell: 7, count: 40 }]), await aMember('caen', [{ cell: 7, count: 1 }])];
    expect(found(members, addNaively(DAY, members), 0)).toContain(
      'caen familiesEquipped COM-56121 2010 has 1, and is found between 1 and 1',
    );
  });
});

describe('An attacker who adds and subtracts amounts that rest on people', () => {
  const measure = TOY_MEASURES.find(({ name }) => name === 'learnerHours') as CountedMeasure;
  const found = (payments: Payments, facts: readonly DatedFact[]): string[] => {
    const attacker = anAttacker(AMOUNT_CELLS, readAmounts(facts));
    const pins = attacker.find(amountsOfFew(payments), PROTECTION, paidIn(payments));
    attacker.close();
    return pins;
  };

  it('pins no amount of fewer than eleven people within what ten of them have, over places, months and quarters', () => {
    fc.assert(
      fc.property(somePayments, (payments) => {
        expect(found(payments, protectYear(measure, '2011', amountsOf(payments)))).toEqual([]);
      }),
      { numRuns: 5 * RUNS, endOnFailure: true },
    );
  });

  it('would find one payment where each amount is judged by itself', () => {
    const payments = Array.from({ length: 31 }, (_, i) => ({ cell: i === 0 ? 1 : 0, subject: `${i}` }));
    expect(found(payments, tellNaively(measure, payments))).toContain(
      'DEP-56 2011-02 has 1, and is found between 1 and 1',
    );
  });
});

describe('An organisation that knows its own part of an amount', () => {
  /** Between what bounds the largest part lies for the second largest. */
  const boundsOfLargest = (parts: readonly number[]) => {
    const all = parts.map((_, i) => i);
    const total = parts.reduce((sum, part) => sum + part, 0);
    const attacker = anAttacker(parts.length, [
      { cells: all, least: total, most: total },
      { cells: [1], least: parts[1]!, most: parts[1]! },
    ]);
    const bounds = attacker.boundsOf({ cells: [0] });
    attacker.close();
    return bounds;
  };
  const isTold = (parts: readonly number[]): boolean =>
    isSafeAmount('ORGANISATION', [new Map(parts.map((part, i) => [`${i}`, part]))]);

  it('would know the other of two, which is not told, nor what one alone makes up', () => {
    expect(isTold([900, 100])).toBe(false);
    expect(isTold([900, 60, 40])).toBe(false);
    expect(boundsOfLargest([900, 100])).toEqual({ least: 900, most: 900 });
  });

  it('knows of the largest of three no more than that it leaves the third something', () => {
    expect(isTold([700, 200, 100])).toBe(true);
    expect(boundsOfLargest([700, 200, 100])).toEqual({ least: 0, most: 800 });
  });
});
