import { covers, holdsOn, overlaps, parseCode } from './territory.ts';

test('a code tells its level, its official code and whether it is a residual', () => {
  expect(['FR', 'REG-53', 'DEP-2A', 'EPCI-200042174', 'COM-56121', 'DEP-56~other', 'FR~other'].map(parseCode)).toEqual([
    { level: 'COUNTRY', key: '', isOther: false },
    { level: 'REGION', key: '53', isOther: false },
    { level: 'DEPARTMENT', key: '2A', isOther: false },
    { level: 'EPCI', key: '200042174', isOther: false },
    { level: 'COMMUNE', key: '56121', isOther: false },
    { level: 'DEPARTMENT', key: '56', isOther: true },
    { level: 'COUNTRY', key: '', isOther: true },
  ]);
});

test.each([
  '',
  'fr',
  '56121',
  'CITY-1',
  'COM-',
  'COM-56121~other',
  'EPCI-200042174~other',
  'DEP-56~others',
  "COM-1'--",
  '~other',
  'FR-1',
])('%j is no territory code', (text) => {
  expect(parseCode(text)).toBeNull();
});

test('a validity holds from its first day until the day before its end', () => {
  const validity = { from: '2014-01-01', to: '2016-01-01' };
  expect(['2013-12-31', '2014-01-01', '2015-12-31', '2016-01-01'].map((day) => holdsOn(validity, day))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(holdsOn({ from: null, to: null }, '1970-01-01')).toBe(true);
});

test('a validity overlaps a stretch by one day and covers it by every day', () => {
  const validity = { from: '2014-01-01', to: '2016-01-01' };
  expect([overlaps(validity, '2010-01-01', '2014-01-01'), covers(validity, '2010-01-01', '2014-01-01')]).toEqual([
    true,
    false,
  ]);
  expect([overlaps(validity, '2014-01-01', '2015-12-31'), covers(validity, '2014-01-01', '2015-12-31')]).toEqual([
    true,
    true,
  ]);
  expect([overlaps(validity, '2016-01-01', '2016-12-31'), covers(validity, '2015-06-01', '2016-01-01')]).toEqual([
    false,
    false,
  ]);
});
