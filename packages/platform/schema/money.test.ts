import fc from 'fast-check';
import { toCents, toEuros } from './money.ts';

test('euros with binary noise become the cents that were meant', () => {
  expect(toCents(1.1 + 2.2)).toBe(330);
  expect(toCents(1.005)).toBe(100);
});

test('cents survive a journey through euros', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (cents) => toCents(toEuros(cents)) === cents));
});
