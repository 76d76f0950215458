import { communeOf, findTerritory, isCommune } from './find-territory.ts';

test('a commune says what it lies in today', () => {
  expect(findTerritory('COM-56121')).toEqual({
    code: 'COM-56121',
    name: 'Lorient',
    level: 'COMMUNE',
    validFrom: null,
    validTo: null,
    population: expect.any(Number),
    parents: ['EPCI-200042174', 'DEP-56', 'REG-53', 'FR'],
  });
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
  expect(findTerritory('COM-35113')?.code).toBe('COM-35004');
  expect([isCommune('35113'), isCommune('56121'), isCommune('56999')]).toEqual([true, true, false]);
});
