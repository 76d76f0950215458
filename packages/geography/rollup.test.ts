import fc from 'fast-check';
import { ancestorsOf } from './ancestors.ts';
import { cog } from './cog.ts';
import { communeOn, departmentOf } from './commune-history.ts';
import { children } from './list-territories.ts';
import { epciOf, everMembersOf, regionOf } from './membership.ts';
import { firstDay, lastDay, periodGrain } from '../calendar/period.ts';
import { rollupCodes } from './rollup.ts';
import type { Geography } from './territory.ts';

const TODAY = '2026-11-22';
const codesFor = (code: string, period: string, geography: Geography) => rollupCodes(code, period, geography, TODAY);

test('at the event, a territory answers for itself, and wider residuals may hide a part', () => {
  expect(codesFor('COM-14118', '2011', 'AT_EVENT')).toEqual({
    main: ['COM-14118'],
    residual: ['DEP-14~other', 'REG-25~other', 'FR~other'],
    exists: true,
  });
  expect(codesFor('EPCI-245600341', '2011', 'AT_EVENT')).toEqual({
    main: ['EPCI-245600341'],
    residual: ['DEP-56~other', 'REG-53~other', 'FR~other'],
    exists: true,
  });
  expect(codesFor('DEP-14', '2017', 'AT_EVENT')).toEqual({
    main: ['DEP-14'],
    residual: ['REG-28~other', 'FR~other'],
    exists: true,
  });
  expect(codesFor('REG-25', '2011', 'AT_EVENT')).toEqual({ main: ['REG-25'], residual: ['FR~other'], exists: true });
  expect(codesFor('FR', '2011', 'AT_EVENT')).toEqual({ main: ['FR'], residual: [], exists: true });
});

test.each([
  ['REG-28', '2011', 'AT_EVENT'],
  ['REG-28', '2011', 'AT_PERIOD_END'],
  ['REG-25', '2017', 'AT_EVENT'],
  ['REG-25', '2011', 'TODAY'],
  ['EPCI-200042174', '2011', 'AT_EVENT'],
  ['EPCI-245600341', '2014', 'AT_PERIOD_END'],
  ['COM-99999', '2011', 'AT_EVENT'],
  ['DEP-99', '2011', 'TODAY'],
  ['nowhere', '2011', 'TODAY'],
] as const)('%s in %s has no place on the map %s', (code, period, geography) => {
  expect(codesFor(code, period, geography)).toEqual({ main: [], residual: [], exists: false });
});

test("today's Normandie in 2011 is its five departments and the residuals of its two former regions", () => {
  expect(codesFor('REG-28', '2011', 'TODAY')).toEqual({
    main: ['DEP-14', 'DEP-27', 'DEP-50', 'DEP-61', 'DEP-76', 'REG-25~other', 'REG-23~other'],
    residual: ['FR~other'],
    exists: true,
  });
});

test('a region that never changed is never taken apart', () => {
  for (const period of ['2011', '2020', 'ever']) expect(codesFor('REG-53', period, 'TODAY').main).toEqual(['REG-53']);
  expect(codesFor('REG-28', '2017', 'TODAY').main).toEqual(['REG-28']);
  expect(codesFor('REG-25', '2011', 'AT_PERIOD_END').main).toEqual(['REG-25']);
});

test('over all time, Normandie keeps the residuals of before and after 2016', () => {
  const { main } = codesFor('REG-28', 'ever', 'TODAY');
  expect(main.slice(5).sort()).toEqual(['REG-23~other', 'REG-25~other', 'REG-28~other']);
  expect(codesFor('COM-14118', 'ever', 'TODAY').residual).toHaveLength(4);
});

test("today's EPCI in 2011 is its communes, and since 2014 itself", () => {
  const members = children('EPCI-200042174', 'COMMUNE', TODAY).map(({ code }) => code);
  expect(codesFor('EPCI-200042174', '2011', 'TODAY').main).toEqual(members);
  expect(codesFor('EPCI-200042174', 'ever', 'AT_PERIOD_END').main).toEqual(members);
  expect(codesFor('EPCI-200042174', '2014', 'TODAY').main).toEqual(['EPCI-200042174']);
});

test('an EPCI whose members changed since is taken apart: the one that left, and the one that was joined', () => {
  expect(codesFor('EPCI-243000684', '2023', 'TODAY').main).not.toContain('COM-30073');
  expect(codesFor('EPCI-200034379', '2023', 'TODAY').main).toContain('COM-30073');
  expect(codesFor('EPCI-243000684', '2023', 'AT_PERIOD_END').main).toEqual(['EPCI-243000684']);
});

test('a commune that merged answers for the years it existed, and on a later map the one it became answers for both', () => {
  expect(codesFor('COM-35113', '2011', 'AT_EVENT').main).toEqual(['COM-35113']);
  expect(codesFor('COM-35113', '2020', 'AT_EVENT').exists).toBe(false);
  expect(codesFor('COM-35113', '2011', 'AT_PERIOD_END').main).toEqual(['COM-35113']);
  expect(codesFor('COM-35113', '2011', 'TODAY').exists).toBe(false);
  expect(codesFor('COM-35004', '2011', 'AT_EVENT').main).toEqual(['COM-35004']);
  expect(codesFor('COM-35004', '2011', 'AT_PERIOD_END').main).toEqual(['COM-35004']);
  expect(codesFor('COM-35004', '2011', 'TODAY').main).toEqual(['COM-35004', 'COM-35113', 'COM-35303', 'COM-35341']);
  expect(codesFor('COM-35004', '2020', 'TODAY').main).toEqual(['COM-35004']);
});

test('a commune that was a part of another has no figures of that time, and keeps those before and since', () => {
  expect(codesFor('COM-14666', '2018', 'TODAY').exists).toBe(false);
  expect(codesFor('COM-14666', '2011', 'TODAY').main).toEqual(['COM-14666']);
  expect(codesFor('COM-14712', '2018', 'TODAY').main).toEqual(['COM-14712']);
  expect(codesFor('COM-14712', '2011', 'AT_PERIOD_END').main).toEqual(['COM-14712']);
});

test('an EPCI of the lists keeps its own figures when two of its communes merge', () => {
  expect(codesFor('EPCI-242100410', '2019', 'TODAY').main).toEqual(['EPCI-242100410']);
});

test('an EPCI across departments may have a part hidden in each, and in each region', () => {
  expect(codesFor('EPCI-243500741', '2024', 'AT_EVENT').residual).toEqual([
    'DEP-35~other',
    'DEP-44~other',
    'DEP-56~other',
    'REG-53~other',
    'REG-52~other',
    'FR~other',
  ]);
});

test('a residual answers for itself, on the map of the facts', () => {
  expect(codesFor('DEP-14~other', '2011', 'TODAY')).toEqual({
    main: ['DEP-14~other'],
    residual: ['REG-25~other', 'FR~other'],
    exists: true,
  });
  expect(codesFor('REG-28~other', '2011', 'TODAY').main).toEqual(['REG-25~other', 'REG-23~other']);
  expect(codesFor('FR~other', '2011', 'TODAY')).toEqual({ main: ['FR~other'], residual: [], exists: true });
});

test('the end of a period that is not over is today', () => {
  expect(rollupCodes('REG-25', 'ever', 'AT_PERIOD_END', '2015-06-01').main).toEqual(['REG-25']);
  expect(rollupCodes('REG-25', 'ever', 'AT_PERIOD_END', '2016-06-01').exists).toBe(false);
});

const place = fc.oneof(
  fc.constantFrom(
    'REG-28',
    'REG-25',
    'REG-53',
    'REG-84',
    'EPCI-200042174',
    'EPCI-245600341',
    'EPCI-243000684',
    'DEP-14',
    'FR',
    'COM-35004',
    'COM-35113',
    'COM-14666',
    'COM-14712',
    'COM-15141',
    'COM-12218',
    'EPCI-200066637',
  ),
  fc.constantFrom(...[...cog().epcis.keys()].map((siren) => `EPCI-${siren}`)),
);
const period = fc.constantFrom(
  '2011',
  '2013-Q4',
  '2014-01',
  '2015',
  '2016',
  '2019',
  '2022-Q1',
  '2023-12',
  '2026',
  'ever',
);
const geography = fc.constantFrom<Geography>('AT_PERIOD_END', 'TODAY');
const merged = ['35004', '35113', '14666', '14712', '15031', '15141', '12076', '12218', '27058', '27676', '21213'];
const watched = [...everMembersOf('200042174'), '30073', '14118', '76540', '01053', ...merged];

/** A model simpler than the code: a commune, or what it became, lies in the territory when it does on the day of the map. */
function liesIn(code: string, commune: string, on: string): boolean {
  const department = departmentOf(commune);
  return [
    `COM-${commune}`,
    `DEP-${department}`,
    `REG-${regionOf(department, on)}`,
    `EPCI-${epciOf(commune, on)}`,
    'FR',
  ].includes(code);
}

test('a fact of a commune is counted once if the commune lies in the territory on the map, and never otherwise', () => {
  fc.assert(
    fc.property(
      place,
      period,
      geography,
      fc.constantFrom(...watched),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (code, during, map, commune, share) => {
        const { main, exists } = codesFor(code, during, map);
        const on = map === 'TODAY' || lastDay(during) > TODAY ? TODAY : lastDay(during);
        const day = dayWithin(during, share);
        const counted = ancestorsOf(`COM-${commune}`, day).filter((ancestor) => main.includes(ancestor));
        const became = communeOn(communeOn(commune, day)!, on)!;
        expect(counted).toHaveLength(exists && liesIn(code, became, on) ? 1 : 0);
      },
    ),
    { numRuns: 3000 },
  );
});

function dayWithin(during: string, share: number): string {
  const first = Date.parse(periodGrain(during) === 'EVER' ? '2000-01-01' : firstDay(during));
  const last = Math.min(Date.parse(lastDay(during)), Date.parse(TODAY));
  return new Date(first + Math.floor(((last - first) / 86_400_000) * share) * 86_400_000).toISOString().slice(0, 10);
}
