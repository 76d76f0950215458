import { mostPlausible } from './plausible.rules.ts';

test.each([
  ['HOUSEHOLD', 'YEAR', 0, 0, 6_000],
  ['HOUSEHOLD', 'YEAR', 0, 7_000, 7_000],
  ['HOUSEHOLD', 'YEAR', 40, 0, 1_200],
  ['HOUSEHOLD', 'YEAR', 400, 0, 4_000],
  ['HOUSEHOLD', 'YEAR', 400, 9_000, 9_000],
  ['COMPUTER', 'MONTH', 3, 0, 100],
  ['COMPUTER', 'QUARTER', 0, 0, 1_500],
  ['EURO', 'MONTH', 1_000, 0, 50_000],
  ['EURO', 'EVER', 10_000_000, 0, 100_000_000],
] as const)('of %s by %s, after %d, and %d accepted, %d is believed', (unit, grain, most, accepted, plausible) => {
  expect(mostPlausible(unit, grain, { most, accepted })).toBe(plausible);
});
