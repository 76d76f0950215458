import { createRequire } from 'node:module';
import { cog } from './cog.ts';

interface Published {
  code: string;
  nom: string;
  type: string;
  zone: string;
  population?: number;
}

const published = createRequire(import.meta.url)('@etalab/decoupage-administratif/data/communes.json') as Published[];

test('every commune of metropolitan France and of the overseas departments is there, under its name and population', () => {
  const expected = published
    .filter(({ type, zone }) => type === 'commune-actuelle' && zone !== 'com')
    .map(({ code, nom, population }) => [code, nom, population ?? null]);
  expect(expected.length).toBeGreaterThan(34_000);
  expect([...cog().communes.values()].map(({ code, name, population }) => [code, name, population])).toEqual(expected);
});

test('there are 18 regions and 101 departments, whose members are all of those below', () => {
  const { communes, departments, regions } = cog();
  expect([regions.size, departments.size]).toEqual([18, 101]);
  expect([...departments.values()].flatMap(({ members }) => members).sort()).toEqual([...communes.keys()].sort());
  expect([...regions.values()].flatMap(({ members }) => members).sort()).toEqual([...departments.keys()].sort());
});

test('the members of an EPCI are communes that say so', () => {
  const { communes, epcis } = cog();
  const strays = [...epcis.values()].flatMap(({ code, members }) =>
    members.filter((member) => communes.get(member)?.epci !== code),
  );
  expect(strays).toEqual([]);
});

test('the three islands of Bretagne have no EPCI', () => {
  const alone = [...cog().communes.values()].filter(
    ({ department, epci }) => ['22', '29', '35', '56'].includes(department) && epci === null,
  );
  expect(alone.map(({ name }) => name)).toEqual(['Île-de-Bréhat', 'Île-de-Sein', 'Ouessant']);
});

test('a merged commune or an arrondissement points at a commune that exists, and no commune is also an alias', () => {
  const { aliases, communes } = cog();
  expect(aliases.get('13201')).toBe('13055');
  expect(aliases.size).toBeGreaterThan(4_000);
  expect([...aliases].filter(([alias, commune]) => communes.has(alias) || !communes.has(commune))).toEqual([]);
});

test('the list is read once', () => {
  expect(cog()).toBe(cog());
});
