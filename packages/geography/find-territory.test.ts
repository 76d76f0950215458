import { communeOf, findTerritory, isCommune, nameOn } from './find-territory.ts';

test('a commune says what it lies in today', () => {
  expect(findTerritory('COM-56121')).toEqual({
    code: 'COM-56121',
    name: 'Lorient',
    level: 'COMMUNE',
    validFrom: null,
    validTo: null,
    population: expect.any(Number),
    parents: ['EPCI-200042174', 'DEP-56', 'REG-53', 'FR'],
    successors: [],
    predecessors: [],
  });
});

test('a commune that merged says until when it was one, what it became, and what it lay in then', () => {
  expect(findTerritory('COM-35113')).toEqual({
    code: 'COM-35113',
    name: 'La Fontenelle',
    level: 'COMMUNE',
    validFrom: null,
    validTo: '2019-01-01',
    population: null,
    parents: ['DEP-35', 'REG-53', 'FR'],
    successors: ['COM-35004'],
    predecessors: [],
  });
  expect(findTerritory('COM-35004')).toMatchObject({
    name: 'Val-Couesnon',
    validTo: null,
    predecessors: ['COM-35113', 'COM-35303', 'COM-35341'],
  });
  expect(findTerritory('COM-14513')).toMatchObject({ name: 'Pont-Farcy', parents: ['DEP-14', 'REG-28', 'FR'] });
});

test('a merge that was undone: Saline was Troarn and Sannerville from 2017 to 2020', () => {
  expect(findTerritory('COM-14666')).toMatchObject({
    name: 'Sannerville',
    validFrom: '2020-01-01',
    validTo: null,
    predecessors: ['COM-14712'],
    population: expect.any(Number),
  });
  const troarn = ['2016-12-31', '2017-01-01', '2019-12-31', '2020-01-01'].map((day) => nameOn('COM-14712', day));
  expect(troarn).toEqual(['Troarn', 'Saline', 'Saline', 'Troarn']);
});

test('names are those of the day', () => {
  expect([nameOn('COM-35004', '2018-12-31'), nameOn('COM-35004', '2019-01-01')]).toEqual(['Antrain', 'Val-Couesnon']);
  expect(nameOn('COM-35113', '2026-01-01')).toBe('La Fontenelle');
  expect(nameOn('COM-14666', '2018-01-01')).toBe('Sannerville');
  expect(nameOn('EPCI-245600341', '2011-01-01')).toBe("CA Cap l'Orient Agglomération");
  expect(nameOn('REG-53', '2011-01-01')).toBe('Bretagne');
  expect(nameOn('COM-99999', '2011-01-01')).toBeNull();
});

test("Cap l'Orient became Lorient Agglomération, and Basse-Normandie Normandie", () => {
  expect(findTerritory('EPCI-245600341')!.successors).toEqual(['EPCI-200042174']);
  expect(findTerritory('EPCI-200042174')!.predecessors).toEqual(['EPCI-245600341']);
  expect(findTerritory('REG-25')!.successors).toEqual(['REG-28']);
  expect(findTerritory('REG-28')!.predecessors).toEqual(['REG-23', 'REG-25']);
  expect(findTerritory('REG-53')).toMatchObject({ successors: [], predecessors: [] });
});

test('an island without an EPCI lies in its department', () => {
  expect(findTerritory('COM-29155')).toMatchObject({ name: 'Ouessant', parents: ['DEP-29', 'REG-53', 'FR'] });
});

test('a former region and a former EPCI say when they ended and count nobody today', () => {
  expect(findTerritory('REG-25')).toMatchObject({
    name: 'Basse-Normandie',
    validFrom: null,
    validTo: '2016-01-01',
    population: null,
  });
  expect(findTerritory('EPCI-245600341')).toMatchObject({
    validFrom: '2000-01-01',
    validTo: '2014-01-01',
    population: null,
    parents: ['DEP-56', 'REG-53', 'FR'],
  });
});

test('an EPCI across departments lies in each of them', () => {
  expect(findTerritory('EPCI-243500741')).toMatchObject({
    name: 'CA Redon Agglomération',
    parents: ['DEP-35', 'DEP-44', 'DEP-56', 'REG-53', 'REG-52', 'FR'],
  });
});

test('a region has the inhabitants of its departments, and France those of its regions', () => {
  const inhabitants = (code: string) => findTerritory(code)!.population!;
  const bretagne = ['DEP-22', 'DEP-29', 'DEP-35', 'DEP-56'].map(inhabitants).reduce((a, b) => a + b);
  expect(inhabitants('REG-53')).toBe(bretagne);
  expect(inhabitants('FR')).toBeGreaterThan(68_000_000);
});

test.each(['COM-99999', 'REG-99', 'DEP-20', 'EPCI-000000000', 'DEP-56~other', 'FR~other', '56121', ''])(
  '%j is no territory',
  (code) => {
    expect(findTerritory(code)).toBeNull();
  },
);

test('a merged commune stands for the one it became, an arrondissement for its city', () => {
  expect(communeOf('01015')?.name).toBe('Arboys en Bugey');
  expect(communeOf('35113')?.name).toBe('Val-Couesnon');
  expect(communeOf('75111')?.name).toBe('Paris');
  expect(findTerritory('COM-75111')?.code).toBe('COM-75056');
  expect([isCommune('35113'), isCommune('56121'), isCommune('56999')]).toEqual([true, true, false]);
});
