import { cog } from './cog.ts';
import { lifeOf, statesOf } from './commune-history.ts';
import { PAST_MEMBERSHIPS } from './epci-history.ts';
import { FORMER_REGIONS } from './history.ts';
import { datedRegions, epciOf, epciSpellsOf, everMembersOf, regionOf, validityOfEpci } from './membership.ts';

const LORIENT = '200042174';
const CAP_LORIENT = '245600341';

test('the sixteen former regions are whole departments of a region created in 2016, none left out', () => {
  const created = [...datedRegions().values()].filter(({ from }) => from === '2016-01-01');
  expect(created.map(({ code }) => code).sort()).toEqual(['27', '28', '32', '44', '75', '76', '84']);
  const before = FORMER_REGIONS.flatMap(({ departments }) => departments);
  expect([...before].sort()).toEqual(created.flatMap(({ departments }) => departments).sort());
  for (const { departments } of FORMER_REGIONS) {
    expect(new Set(departments.map((code) => regionOf(code, '2016-01-01'))).size).toBe(1);
  }
});

test('a department changes region on the day the law says', () => {
  expect([regionOf('14', '2015-12-31'), regionOf('14', '2016-01-01')]).toEqual(['25', '28']);
  expect([regionOf('56', '2011-01-01'), regionOf('56', '2026-01-01')]).toEqual(['53', '53']);
});

test("Cap l'Orient had 19 communes until 2014, Lorient Agglomération has 25 since, the six of Plouay among them", () => {
  const on = (day: string, epci: string) => everMembersOf(epci).filter((commune) => epciOf(commune, day) === epci);
  expect(on('2013-12-31', CAP_LORIENT)).toHaveLength(19);
  expect(on('2014-01-01', LORIENT)).toHaveLength(25);
  const joined = on('2014-01-01', LORIENT).filter((commune) => epciOf(commune, '2013-12-31') === null);
  expect(joined.map((code) => cog().communes.get(code)!.name)).toEqual([
    'Bubry',
    'Calan',
    'Inguiniel',
    'Lanvaudan',
    'Plouay',
    'Quistinic',
  ]);
});

test('an EPCI is known for as long as one of its members is', () => {
  expect(validityOfEpci(CAP_LORIENT)).toEqual({ from: '2000-01-01', to: '2014-01-01' });
  expect(validityOfEpci(LORIENT)).toEqual({ from: '2014-01-01', to: null });
  expect(validityOfEpci('200096675')).toEqual({ from: '2022-01-01', to: null });
  expect(validityOfEpci('000000000')).toBeNull();
});

test('no EPCI is made up for a day before the oldest list', () => {
  expect([epciOf('14118', '2018-12-31'), epciOf('14118', '2019-01-01')]).toEqual([null, '200065597']);
});

test('a commune is in one EPCI at a time: each spell begins where the one before ended, or where the commune began again', () => {
  for (const commune of new Set(PAST_MEMBERSHIPS.flatMap(({ communes }) => communes))) {
    const spells = epciSpellsOf(commune);
    const begins = new Set(lifeOf(commune).map(({ from }) => from));
    const gaps = spells.slice(1).filter(({ from }, i) => from !== spells[i]!.to && !begins.has(from));
    expect([commune, gaps]).toEqual([commune, []]);
    expect(spells.every(({ from, to }) => to === null || from! < to)).toBe(true);
  }
});

test('a commune that is no more leaves its EPCI on the day it ends, and one that begins again is in none before', () => {
  expect([epciOf('21213', '2019-12-31'), epciOf('21213', '2020-01-01')]).toEqual(['242100410', null]);
  expect([epciOf('15031', '2024-12-31'), epciOf('15031', '2025-01-01')]).toEqual([null, '200066637']);
});

test('the dated table names only communes that existed, each once a line', () => {
  for (const { epci, communes } of PAST_MEMBERSHIPS) {
    expect(epci).toMatch(/^\d{9}$/);
    expect(communes.filter((code) => statesOf(code).length === 0)).toEqual([]);
    expect(new Set(communes).size).toBe(communes.length);
  }
});
