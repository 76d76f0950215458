import fc from 'fast-check';
import { hiddenMonths } from './time-ladder.ts';

const cells = (...values: number[]) =>
  values.map((value, i) => ({ month: `2011-${String(i + 1).padStart(2, '0')}`, value, basis: value }));
const sum = (members: readonly { value: number }[]) => members.reduce((total, { value }) => total + value, 0);
const isSafe = (members: readonly { value: number }[]) => sum(members) >= 11;

describe('The months of a department', () => {
  it('are all told when each is safe', () => {
    expect(hiddenMonths(cells(11, 40, 12), isSafe)).toEqual([]);
  });

  it('hide the smallest told month with a month that is not safe', () => {
    expect(hiddenMonths(cells(30, 2, 15), isSafe)).toEqual(['2011-02', '2011-03']);
  });

  it('hide no third month with two that are safe together', () => {
    expect(hiddenMonths(cells(6, 5, 15), isSafe)).toEqual(['2011-01', '2011-02']);
  });

  it('leave, as the year less the told months, nothing that is not safe', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 }), (values) => {
        const months = cells(...values);
        const hidden = hiddenMonths(months, isSafe);
        if (hidden.length === 0 || !isSafe(months)) return;
        expect(hidden.length).toBeGreaterThan(1);
        expect(sum(months.filter(({ month }) => hidden.includes(month)))).toBeGreaterThanOrEqual(11);
      }),
    );
  });
});
