import fc from 'fast-check';
import {
  dayInParis,
  firstDay,
  lastDay,
  monthOf,
  monthsIn,
  parsePeriod,
  periodGrain,
  periodsContaining,
  quartersIn,
  yearsIn,
} from './period.ts';

const FAR = '9999-12-31';
const day = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2200-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('a period is a year, a quarter, a month or ever', () => {
  expect(['2011', '2011-Q3', '2011-07', 'ever'].map(parsePeriod)).toEqual(['2011', '2011-Q3', '2011-07', 'ever']);
});

test.each([
  '',
  '11',
  '2011-13',
  '2011-00',
  '2011-7',
  '2011-Q5',
  '2011-Q0',
  '2011-q1',
  '1969',
  'EVER',
  '2011\n',
  '2011-07-14',
])('%j is refused with the accepted forms', (text) => {
  expect(() => parsePeriod(text)).toThrow(/"2011".*"2011-Q3".*"2011-07".*"ever"/);
});

test('a period knows its length and its first and last day', () => {
  const bounds = ['2011', '2011-Q1', '2012-02', '2011-Q4', 'ever'].map((p) => [
    periodGrain(p),
    firstDay(p),
    lastDay(p),
  ]);
  expect(bounds).toEqual([
    ['YEAR', '2011-01-01', '2011-12-31'],
    ['QUARTER', '2011-01-01', '2011-03-31'],
    ['MONTH', '2012-02-01', '2012-02-29'],
    ['QUARTER', '2011-10-01', '2011-12-31'],
    ['EVER', '1970-01-01', '9999-12-31'],
  ]);
});

test('the months of a period stop at the one that has begun and start at the one asked for', () => {
  expect(monthsIn('2011-Q4', FAR)).toEqual(['2011-10', '2011-11', '2011-12']);
  expect(monthsIn('2011', '2011-02-01')).toEqual(['2011-01', '2011-02']);
  expect(monthsIn('2011', '2010-12-31')).toEqual([]);
  expect(monthsIn('ever', '2008-02-10', '2007-11-05')).toEqual(['2007-11', '2007-12', '2008-01', '2008-02']);
});

test('a period is cut into quarters and years no longer than itself', () => {
  expect(quartersIn('2011', '2011-08-01')).toEqual(['2011-Q1', '2011-Q2', '2011-Q3']);
  expect(quartersIn('2011-Q2', FAR)).toEqual(['2011-Q2']);
  expect(quartersIn('2011-05', FAR)).toEqual([]);
  expect(yearsIn('ever', '2009-01-01', '2007-06-01')).toEqual(['2007', '2008', '2009']);
  expect(yearsIn('2011', FAR)).toEqual(['2011']);
  expect(yearsIn('2011-Q2', FAR)).toEqual([]);
});

test('a month counts in itself, its quarter, its year and ever', () => {
  expect(periodsContaining('2011-07')).toEqual(['2011-07', '2011-Q3', '2011', 'ever']);
});

test('every day lies inside each period its month counts in, and in no other month of it', () => {
  fc.assert(
    fc.property(day, (on) => {
      for (const period of periodsContaining(monthOf(on))) {
        expect(parsePeriod(period)).toBe(period);
        expect(firstDay(period) <= on && on <= lastDay(period)).toBe(true);
        expect(monthsIn(period, on).at(-1)).toBe(monthOf(on));
      }
    }),
  );
});

test('months follow each other without a gap, and tile their period', () => {
  fc.assert(
    fc.property(day, fc.nat(2), (on, which) => {
      const period = periodsContaining(monthOf(on))[which]!;
      const months = monthsIn(period, FAR);
      expect(firstDay(months[0]!)).toBe(firstDay(period));
      expect(lastDay(months.at(-1)!)).toBe(lastDay(period));
      months.slice(1).forEach((month, index) => expect(firstDay(month)).toBe(dayAfter(lastDay(months[index]!))));
    }),
  );
});

test('a business day is the calendar day in Paris, in summer and in winter', () => {
  expect(dayInParis(new Date('2011-07-31T21:59:59Z'))).toBe('2011-07-31');
  expect(dayInParis(new Date('2011-07-31T22:00:00Z'))).toBe('2011-08-01');
  expect(dayInParis(new Date('2011-12-31T22:59:59Z'))).toBe('2011-12-31');
  expect(dayInParis(new Date('2011-12-31T23:00:00Z'))).toBe('2012-01-01');
});

test('midday UTC is the same day in Paris, whatever the year', () => {
  fc.assert(fc.property(day, (on) => expect(dayInParis(new Date(`${on}T12:00:00Z`))).toBe(on)));
});

function dayAfter(on: string): string {
  return new Date(Date.parse(on) + 86_400_000).toISOString().slice(0, 10);
}
