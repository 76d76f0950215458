import fc from 'fast-check';
import { ancestorsOf, holdsFacts } from './ancestors.ts';
import { cog } from './cog.ts';
import { communeOn, departmentOf } from './commune-history.ts';
import { epciOf } from './membership.ts';
import { parseCode } from './territory.ts';

const commune = fc.constantFrom(...cog().communes.keys(), '35113', '14666', '15031', '12076', '27058', '76095');
const department = fc.constantFrom(...cog().departments.keys());
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('a fact counts in what its commune lay in on that day', () => {
  expect(ancestorsOf('COM-56121', '2011-03-04')).toEqual(['COM-56121', 'EPCI-245600341', 'DEP-56', 'REG-53', 'FR']);
  expect(ancestorsOf('COM-56121', '2014-01-01')).toEqual(['COM-56121', 'EPCI-200042174', 'DEP-56', 'REG-53', 'FR']);
  expect(ancestorsOf('COM-14118', '2011-03-04')).toEqual(['COM-14118', 'DEP-14', 'REG-25', 'FR']);
  expect(ancestorsOf('COM-29155', '2024-03-04')).toEqual(['COM-29155', 'DEP-29', 'REG-53', 'FR']);
});

test('a residual counts in itself and in what it is the rest of', () => {
  expect(ancestorsOf('DEP-14~other', '2011-03-04')).toEqual(['DEP-14~other', 'DEP-14', 'REG-25', 'FR']);
  expect(ancestorsOf('REG-25~other', '2011-03-04')).toEqual(['REG-25~other', 'REG-25', 'FR']);
  expect(ancestorsOf('FR~other', '2011-03-04')).toEqual(['FR~other', 'FR']);
});

test('a fact told by department only counts from there up', () => {
  expect(ancestorsOf('DEP-76', '2016-01-01')).toEqual(['DEP-76', 'REG-28', 'FR']);
});

test('a commune that merged counts as itself until that day, then as the one it became', () => {
  expect(ancestorsOf('COM-35113', '2018-12-31')).toEqual(['COM-35113', 'DEP-35', 'REG-53', 'FR']);
  expect(ancestorsOf('COM-35113', '2019-01-01')[0]).toBe('COM-35004');
});

test('a commune that took back its freedom counts in the other in between', () => {
  const sannerville = (on: string) => ancestorsOf('COM-14666', on)[0];
  expect(['2016-12-31', '2017-01-01', '2019-12-31', '2020-01-01'].map(sannerville)).toEqual([
    'COM-14666',
    'COM-14712',
    'COM-14712',
    'COM-14666',
  ]);
});

test('a code that did not exist yet counts in what it came out of', () => {
  expect(ancestorsOf('COM-12218', '2020-06-01')[0]).toBe('COM-12076');
  expect(ancestorsOf('COM-12076', '2025-06-01')[0]).toBe('COM-12218');
});

test('an arrondissement counts in its city, and a commune that ended before 2000 in what it is part of', () => {
  expect(ancestorsOf('COM-75111', '2011-03-04')[0]).toBe('COM-75056');
  expect(ancestorsOf('COM-14114', '2011-03-04')[0]).toBe('COM-14712');
});

test.each([
  ['COM-99999', '2011-01-01'],
  ['EPCI-200042174', '2024-01-01'],
  ['REG-28', '2015-12-31'],
  ['REG-25~other', '2016-01-01'],
  ['DEP-99~other', '2011-01-01'],
  ['COM-56121~other', '2011-01-01'],
  ['nowhere', '2011-01-01'],
])('no fact may be recorded at %s on %s', (code, on) => {
  expect(holdsFacts(code, on)).toBe(false);
  expect(() => ancestorsOf(code, on)).toThrow(RangeError);
});

test('on any day a commune lies in exactly one department, one region and France, and in at most one EPCI', () => {
  fc.assert(
    fc.property(commune, day, (code, on) => {
      const levels = ancestorsOf(`COM-${code}`, on).map((ancestor) => parseCode(ancestor)!.level);
      const epci = epciOf(communeOn(code, on)!, on) ? ['EPCI'] : [];
      expect(levels).toEqual(['COMMUNE', ...epci, 'DEPARTMENT', 'REGION', 'COUNTRY']);
    }),
  );
});

test('ancestors nest: whatever lies in a department lies in all that the department lies in', () => {
  fc.assert(
    fc.property(commune, day, (code, on) => {
      const dep = departmentOf(communeOn(code, on)!);
      expect(ancestorsOf(`COM-${code}`, on).slice(-3)).toEqual(ancestorsOf(`DEP-${dep}`, on));
    }),
  );
});

test('a residual lies in exactly what its territory lies in', () => {
  fc.assert(
    fc.property(department, day, (code, on) => {
      const [, region = ''] = ancestorsOf(`DEP-${code}`, on);
      for (const place of [`DEP-${code}`, region]) {
        expect(ancestorsOf(`${place}~other`, on)).toEqual([`${place}~other`, ...ancestorsOf(place, on)]);
      }
    }),
  );
});
