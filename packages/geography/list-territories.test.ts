import fc from 'fast-check';
import { cog } from './cog.ts';
import { children, codesDuring, territories } from './list-territories.ts';

const day = fc.constantFrom(
  '2007-06-01',
  '2013-12-31',
  '2014-01-01',
  '2015-12-31',
  '2016-01-01',
  '2020-01-01',
  '2026-11-01',
);
const codes = (parent: string, level: Parameters<typeof children>[1], on: string) =>
  children(parent, level, on).map(({ code }) => code);

test('France has 27 regions before 2016 and 18 since', () => {
  expect(codes('FR', 'REGION', '2015-12-31')).toHaveLength(27);
  expect(codes('FR', 'REGION', '2016-01-01')).toHaveLength(18);
});

test('a region has its departments while it lasts', () => {
  expect(codes('REG-25', 'DEPARTMENT', '2011-06-01')).toEqual(['DEP-14', 'DEP-50', 'DEP-61']);
  expect(codes('REG-25', 'DEPARTMENT', '2016-01-01')).toEqual([]);
  expect(codes('REG-28', 'DEPARTMENT', '2011-06-01')).toEqual([]);
  expect(codes('REG-28', 'DEPARTMENT', '2016-01-01')).toEqual(['DEP-14', 'DEP-27', 'DEP-50', 'DEP-61', 'DEP-76']);
});

test('an EPCI has the communes of the day, and a department the EPCI that touch it', () => {
  expect(codes('EPCI-245600341', 'COMMUNE', '2011-06-01')).toHaveLength(19);
  expect(codes('EPCI-200042174', 'COMMUNE', '2026-06-01')).toHaveLength(25);
  expect(codes('DEP-56', 'EPCI', '2011-06-01')).toEqual(['EPCI-245600341']);
  expect(codes('DEP-56', 'EPCI', '2026-06-01')).toEqual(expect.arrayContaining(['EPCI-200042174', 'EPCI-243500741']));
  expect(codes('DEP-44', 'EPCI', '2026-06-01')).toContain('EPCI-243500741');
});

test('nothing wider, equal or unknown lies inside', () => {
  expect(codes('DEP-56', 'REGION', '2026-01-01')).toEqual([]);
  expect(codes('COM-56121', 'COMMUNE', '2026-01-01')).toEqual([]);
  expect(codes('EPCI-200042174', 'DEPARTMENT', '2026-01-01')).toEqual([]);
  expect(codes('REG-99', 'COMMUNE', '2026-01-01')).toEqual([]);
  expect(codes('DEP-56~other', 'COMMUNE', '2026-01-01')).toEqual([]);
});

test('on any day, departments share out the communes and regions share out the departments', () => {
  fc.assert(
    fc.property(day, (on) => {
      const regions = codes('FR', 'REGION', on);
      const departments = regions.flatMap((region) => codes(region, 'DEPARTMENT', on));
      expect([...departments].sort()).toEqual(codes('FR', 'DEPARTMENT', on));
      const communes = departments.flatMap((department) => codes(department, 'COMMUNE', on));
      expect(communes).toEqual(expect.arrayContaining(['COM-56121', 'COM-97411']));
      expect(new Set(communes).size).toBe(communes.length);
    }),
    { numRuns: 7 },
  );
});

// INSEE, "Nombre de communes au 1er janvier" (Code officiel géographique, yearly notes), metropolitan France and DROM.
test.each([
  ['2012-01-01', 36_700],
  ['2016-01-01', 35_885],
  ['2019-01-01', 34_970],
  ['2020-01-01', 34_968],
  ['2021-01-01', 34_965],
  ['2022-01-01', 34_955],
  ['2023-01-01', 34_945],
  ['2024-01-01', 34_935],
  ['2025-01-01', 34_875],
])('on %s France had %i communes, as INSEE published', (on, count) => {
  expect(codes('FR', 'COMMUNE', on)).toHaveLength(count);
});

test('communes of a department are those of the day, and over a stretch all that existed in it', () => {
  expect(codes('DEP-35', 'COMMUNE', '2018-12-31')).toEqual(expect.arrayContaining(['COM-35004', 'COM-35113']));
  expect(codes('DEP-35', 'COMMUNE', '2019-01-01')).not.toContain('COM-35113');
  expect(codesDuring('DEP-35', 'COMMUNE', '2018-06-01', '2019-06-01')).toContain('COM-35113');
  expect(codesDuring('REG-25', 'COMMUNE', '2015-01-01', '2019-12-31')).not.toContain('COM-27105');
  expect(codesDuring('FR', 'REGION', '2015-01-01', '2016-12-31')).toHaveLength(34);
});

test('on any day, no commune of a department is in two of its EPCI', () => {
  fc.assert(
    fc.property(day, fc.constantFrom('14', '22', '27', '29', '35', '50', '56', '61', '76'), (on, department) => {
      const members = codes(`DEP-${department}`, 'EPCI', on).flatMap((epci) => codes(epci, 'COMMUNE', on));
      expect(new Set(members).size).toBe(members.length);
    }),
  );
});

test('a list is paged, widest level first, and starts with France when nothing narrows it', () => {
  const { nodes, total } = territories({ on: '2026-01-01', first: 2 });
  expect(nodes.map(({ code }) => code)).toEqual(['FR', 'REG-01']);
  expect(total).toBe(1 + 18 + 101 + cog().epcis.size + cog().communes.size);
  expect(territories({ on: '2026-01-01', first: 1, offset: 1 }).nodes).toEqual(nodes.slice(1));
  expect(territories({ on: '2026-01-01' }).nodes).toHaveLength(20);
});

test('a list keeps to one level and to what lies within', () => {
  const page = territories({ on: '2011-06-01', level: 'DEPARTMENT', within: 'REG-23' });
  expect([page.total, page.nodes.map(({ name }) => name)]).toEqual([2, ['Eure', 'Seine-Maritime']]);
  expect(territories({ on: '2011-06-01', level: 'COUNTRY', within: 'REG-23' })).toEqual({ nodes: [], total: 0 });
  expect(territories({ on: '2011-06-01', within: 'nowhere' })).toEqual({ nodes: [], total: 0 });
});
