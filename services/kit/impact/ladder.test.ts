import fc from 'fast-check';
import { climb, type Leaf } from './ladder.ts';
import { isSafeCount } from './protection.ts';
import { isCombination } from './testing/is-combination.ts';

const isSafe = (members: readonly Leaf<number>[]) => isSafeCount('PERSON', total(members));
const total = (members: readonly Leaf<number>[]) => members.reduce((sum, { value }) => sum + value, 0);
const leaf = (code: string, value: number, ...path: string[]): Leaf<number> => ({ code, path, value, basis: value });
const tell = (leaves: Leaf<number>[]) =>
  Object.fromEntries(climb(leaves, isSafe).told.map(({ territory, members }) => [territory, total(members)]));

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
    const { told, untold } = climb(
      [leaf('A', 4, 'DEP-56', 'REG-53', 'FR'), leaf('B', 6, 'DEP-35', 'REG-53', 'FR')],
      isSafe,
    );
    expect(told).toEqual([]);
    expect(untold).toHaveLength(2);
  });

  it('puts every leaf in exactly one place, so that sums are kept', () => {
    fc.assert(
      fc.property(someLeaves, (leaves) => {
        const { told, untold } = climb(leaves, isSafe);
        const placed = [...told.flatMap(({ members }) => members), ...untold].map(({ code }) => code);
        expect(placed.sort()).toEqual(leaves.map(({ code }) => code).sort());
      }),
    );
  });

  it('tells no place below the threshold, and no residual of one member', () => {
    fc.assert(
      fc.property(someLeaves, (leaves) => {
        for (const { territory, members } of climb(leaves, isSafe).told) {
          expect(total(members)).toBeGreaterThanOrEqual(11);
          if (territory.endsWith('~other')) expect(members.length).toBeGreaterThan(1);
        }
      }),
    );
  });

  it('hides everything only when everything together is too little', () => {
    fc.assert(
      fc.property(someLeaves, (leaves) => {
        const { told, untold } = climb(leaves, isSafe);
        if (untold.length > 0) expect([told.length, total(leaves) < 11 || leaves.length === 1]).toEqual([0, true]);
      }),
    );
  });

  it('never tells an unsafe commune or department through the difference of the two grids', () => {
    fc.assert(
      fc.property(someLeaves, (leaves) => {
        const index = new Map(leaves.map(({ code }, i) => [code, i]));
        const vector = (codes: string[]) => leaves.map(({ code }) => Number(codes.includes(code)));
        const rows = [...climb(leaves, isSafe).told, ...climb(byDepartment(leaves), isSafe).told].map(({ members }) =>
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
