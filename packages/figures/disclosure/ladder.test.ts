import fc from 'fast-check';
import { climbByCommune, climbByDepartment, type Leaf } from './ladder.ts';
import { isSafeAmount, isSafeCount, type Subjects } from './protection.ts';
import { isCombination } from '../testing/is-combination.ts';

const isSafe = (members: readonly Leaf<number>[]) => isSafeCount('PERSON', total(members));
const total = (members: readonly Leaf<number>[]) => members.reduce((sum, { value }) => sum + value, 0);
const leaf = (code: string, value: number, ...path: string[]): Leaf<number> => ({ code, path, value, basis: value });
const tell = (leaves: Leaf<number>[]) =>
  Object.fromEntries(climbByCommune(leaves, isSafe).told.map(({ territory, members }) => [territory, total(members)]));

/** Up to 3 regions × 3 departments × 4 communes, mostly small numbers. */
const someLeaves = fc
  .array(
    fc.record({
      region: fc.nat(2),
      department: fc.nat(2),
      commune: fc.nat(3),
      value: fc.oneof(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 90 })),
    }),
    { maxLength: 24 },
  )
  .map((cells) => {
    const leaves = cells.map(({ region: r, department: d, commune: c, value }) =>
      leaf(`COM-${r}${d}${c}`, value, `DEP-${r}${d}`, `REG-${r}`, 'FR'),
    );
    return [...new Map(leaves.map((one) => [one.code, one])).values()];
  });

const byDepartment = (leaves: readonly Leaf<number>[]): Leaf<number>[] =>
  [...Map.groupBy(leaves, ({ path }) => path[0]!)].map(([code, own]) =>
    leaf(code, total(own), ...own[0]!.path.slice(1)),
  );

describe('The ladder', () => {
  it('hides a small commune with the smallest told one of its department', () => {
    const department = [
      leaf('A', 60, 'DEP-56', 'REG-53', 'FR'),
      leaf('B', 12, 'DEP-56', 'REG-53', 'FR'),
      leaf('C', 3, 'DEP-56', 'REG-53', 'FR'),
    ];
    expect(tell(department)).toEqual({ A: 60, 'DEP-56~other': 15 });
  });

  it('tells small communes together when they are safe together', () => {
    expect(tell([leaf('A', 6, 'DEP-56', 'FR'), leaf('B', 7, 'DEP-56', 'FR'), leaf('C', 50, 'DEP-56', 'FR')])).toEqual({
      C: 50,
      'DEP-56~other': 13,
    });
  });

  it('carries what a department cannot hide to its region, which gives up a commune of its smallest department', () => {
    const leaves = [
      leaf('far', 3, 'DEP-29', 'REG-53', 'FR'),
      leaf('small', 12, 'DEP-56', 'REG-53', 'FR'),
      leaf('big', 80, 'DEP-56', 'REG-53', 'FR'),
      leaf('other', 11, 'DEP-35', 'REG-53', 'FR'),
      leaf('capital', 90, 'DEP-35', 'REG-53', 'FR'),
    ];
    expect(tell(leaves)).toEqual({ 'REG-53~other': 15, big: 80, other: 11, capital: 90 });
  });

  it('tells nothing of an association that serves too few', () => {
    const { told, untold } = climbByCommune(
      [leaf('A', 4, 'DEP-56', 'REG-53', 'FR'), leaf('B', 6, 'DEP-35', 'REG-53', 'FR')],
      isSafe,
    );
    expect(told).toEqual([]);
    expect(untold).toHaveLength(2);
  });

  it('puts every leaf in exactly one place, so that sums are kept', () => {
    fc.assert(
      fc.property(someLeaves, (leaves) => {
        const { told, untold } = climbByCommune(leaves, isSafe);
        const placed = [...told.flatMap(({ members }) => members), ...untold].map(({ code }) => code);
        expect(placed.sort()).toEqual(leaves.map(({ code }) => code).sort());
      }),
    );
  });

  it('tells no place below the threshold, and no residual of one member', () => {
    fc.assert(
      fc.property(someLeaves, (leaves) => {
        for (const { territory, members } of climbByCommune(leaves, isSafe).told) {
          expect(total(members)).toBeGreaterThanOrEqual(11);
          if (territory.endsWith('~other')) expect(members.length).toBeGreaterThan(1);
        }
      }),
    );
  });

  it('hides everything only when everything together is too little', () => {
    fc.assert(
      fc.property(someLeaves, (leaves) => {
        const { told, untold } = climbByCommune(leaves, isSafe);
        if (untold.length > 0) expect([told.length, total(leaves) < 11 || leaves.length === 1]).toEqual([0, true]);
      }),
    );
  });

  it('cuts what is told by department into what is told by commune', () => {
    fc.assert(
      fc.property(someLeaves, (leaves) => {
        const fine = climbByCommune(leaves, isSafe).told.map(({ members }) => members.map(({ path }) => path[0]!));
        for (const { members } of climbByDepartment(byDepartment(leaves), isSafe).told) {
          const departments = members.map(({ code }) => code);
          const inside = fine.filter((own) => own.some((department) => departments.includes(department))).flat();
          expect(inside.every((department) => departments.includes(department))).toBe(true);
        }
      }),
    );
  });

  it('absorbs for France in the same department on both grids', () => {
    const leaves = [
      leaf('alone', 1, 'DEP-00', 'REG-0', 'FR'),
      leaf('few', 1, 'DEP-10', 'REG-1', 'FR'),
      leaf('first', 11, 'DEP-11', 'REG-1', 'FR'),
      leaf('second', 11, 'DEP-11', 'REG-1', 'FR'),
      leaf('third', 22, 'DEP-12', 'REG-1', 'FR'),
    ];
    const departments = climbByDepartment(byDepartment(leaves), isSafe).told;
    expect(Object.fromEntries(departments.map(({ territory, members }) => [territory, total(members)]))).toEqual({
      'REG-1~other': 23,
      'FR~other': 23,
    });
    expect(tell(leaves)).toEqual({ 'REG-1~other': 12, second: 11, 'FR~other': 23 });
  });

  it('holds for amounts of organisations, none over its share', () => {
    const someAmounts = fc.array(
      fc.record({ i: fc.nat(7), subject: fc.nat(5), amount: fc.integer({ min: 1, max: 1000 }) }),
      { maxLength: 30 },
    );
    const isFair = (members: readonly Leaf<Subjects>[]) =>
      isSafeAmount(
        'ORGANISATION',
        members.map(({ basis }) => basis),
      );
    fc.assert(
      fc.property(someAmounts, (amounts) => {
        const leaves = [...Map.groupBy(amounts, ({ i }) => i)].map(([i, own]): Leaf<Subjects> => {
          const value = own.reduce((sum, { amount }) => sum + amount, 0);
          const basis = new Map<string, number>();
          for (const { subject, amount } of own) basis.set(`${subject}`, (basis.get(`${subject}`) ?? 0) + amount);
          return { code: `COM-${i}`, path: [`DEP-${i % 4}`, `REG-${i % 2}`, 'FR'], value, basis };
        });
        const { told, untold } = climbByCommune(leaves, isFair);
        for (const { members } of told) expect(isFair(members)).toBe(true);
        expect(told.flatMap(({ members }) => members).length + untold.length).toBe(leaves.length);
      }),
    );
  });

  it('never tells an unsafe commune or department through the difference of the two grids', () => {
    fc.assert(
      fc.property(someLeaves, (leaves) => {
        const index = new Map(leaves.map(({ code }, i) => [code, i]));
        const vector = (codes: string[]) => leaves.map(({ code }) => Number(codes.includes(code)));
        const rows = [
          ...climbByCommune(leaves, isSafe).told,
          ...climbByDepartment(byDepartment(leaves), isSafe).told,
        ].map(({ members }) =>
          vector(
            members.flatMap(({ code }) =>
              index.has(code) ? [code] : leaves.filter(({ path }) => path[0] === code).map((one) => one.code),
            ),
          ),
        );
        const secrets = [...leaves.map((one) => [one]), ...Map.groupBy(leaves, ({ path }) => path[0]!).values()];
        for (const secret of secrets.filter((members) => !isSafe(members))) {
          expect(isCombination(vector(secret.map(({ code }) => code)), rows)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});
