import { readFile } from 'node:fs/promises';
import { buildSchema, getIntrospectionQuery, Kind, parse, type GraphQLSchema } from 'graphql';
import { findTerritory } from '../../packages/geography/find-territory.ts';
import { codesDuring } from '../../packages/geography/list-territories.ts';
import { firstDay, lastDay } from '../../packages/calendar/period.ts';
import { costOf, type Cost } from './cost-of.ts';
import { fragmentsOf } from './refuse-cost.ts';
import type { NetworkSize } from './network-size.ts';
import { BUDGETS, LISTS, ROLLUP } from './weights.ts';

const network = { associations: 60, programmes: 3, since: '2009-03-01' };
let schema: GraphQLSchema;
beforeAll(async () => {
  schema = buildSchema(await readFile('schema/supergraph.graphql', 'utf8'), { assumeValid: true });
});

function priceOf(
  text: string,
  variables: Record<string, unknown> = {},
  enough = Infinity,
  size: NetworkSize = network,
): Cost {
  const document = parse(text);
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION)!;
  const asked = { schema, operation, fragments: fragmentsOf(document), variables, enough };
  return costOf(asked, { network: size, today: '2011-12-31' });
}
const pointsOf = (text: string, variables?: Record<string, unknown>): number => priceOf(text, variables).points;
const timesOf = (inside: string): number => priceOf(`{ impact(period: "2011") { ${inside} } }`).dearest.times;

describe('The cost of an answer', () => {
  test.each([
    ['byTerritory(level: DEPARTMENT) { sessionsHeld { value } }', 101],
    ['byTerritory(level: REGION) { byTerritory(level: DEPARTMENT) { sessionsHeld { value } } }', 101],
    ['over(by: MONTH) { sessionsHeld { value } }', 12],
    ['over(by: QUARTER) { over(by: MONTH) { sessionsHeld { value } } }', 12],
    ['byTerritory(level: DEPARTMENT) { over(by: MONTH) { sessionsHeld { value } } }', 101 * 12],
    ['over(by: MONTH) { byTerritory(level: DEPARTMENT) { sessionsHeld { value } } }', 101 * 12],
    ['byAssociation { byProgramme { sessionsHeld { value } } }', 60 * 3],
    ['byAssociation { byAssociation { sessionsHeld { value } } }', 60],
  ])('counts each place of %s', (inside, times) => expect(timesOf(inside)).toBe(times));

  it('counts all of time from the first member on', () => {
    expect(priceOf('{ impact(period: "ever") { over(by: MONTH) { sessionsHeld { value } } } }').dearest.times).toBe(34);
  });

  it('says which field costs most, and how it comes to be there so often', () => {
    const { dearest } = priceOf(
      '{ impact(period: "ever") { byTerritory(level: EPCI) { over(by: MONTH) { familiesEquipped { value } } } } }',
    );
    expect(dearest.path).toBe('impact.byTerritory.over');
    expect(dearest.factors[1]).toBe('34 months');
    expect(dearest.factors[0]).toMatch(/^1,2\d\d territories$/);
  });

  it('adds up every alias and every use of a fragment', () => {
    const one = pointsOf('{ impact(period: "2011") { byTerritory(level: DEPARTMENT) { sessionsHeld { value } } } }');
    const four = pointsOf(`{ ${[1, 2, 3, 4].map((i) => `a${i}: impact(period: "201${i}") { ...F }`).join(' ')} }
      fragment F on Impact { byTerritory(level: DEPARTMENT) { ... on Impact { sessionsHeld { value } } } }`);
    expect(four / one).toBeGreaterThan(3.4);
  });

  it('reads levels, periods and pages from variables, and leaves out what is skipped', () => {
    const text = `query ($level: TerritoryLevel!, $period: Period!, $not: Boolean!) {
      impact(period: $period) { byTerritory(level: $level) @skip(if: $not) { sessionsHeld { value } } }
    }`;
    const [wide, narrow, none] = [
      pointsOf(text, { level: 'EPCI', period: 'ever', not: false }),
      pointsOf(text, { level: 'REGION', period: '2011', not: false }),
      pointsOf(text, { level: 'EPCI', period: 'ever', not: true }),
    ];
    expect(wide).toBeGreaterThan(10 * narrow);
    expect(none).toBeLessThan(narrow);
  });

  it('multiplies pages by pages', () => {
    const pages = (first: number): number =>
      priceOf(`{ organisations(first: ${first}) { nodes { donations(first: ${first}) { nodes { id } } } } }`).dearest
        .times;
    expect([pages(10), pages(20)]).toEqual([10, 20]);
    expect(
      priceOf('{ organisations(first: 100) { nodes { donations(first: 100) { nodes { state } } } } }').points,
    ).toBeGreaterThan(10_000);
  });

  it('is that of the asked territory, and of all France where no code says which', () => {
    const of = (territory: string): number =>
      pointsOf(`{ impact(territory: "${territory}", period: "2011") { byTerritory(level: COMMUNE) { id } } }`);
    expect(of('DEP-56')).toBeLessThan(of('REG-53'));
    expect(of('REG-53')).toBeLessThan(of('FR'));
    expect(
      pointsOf('{ places { nodes { commune { parent { children(level: COMMUNE) { code } } } } } }'),
    ).toBeGreaterThan(BUDGETS.account);
  });
});

describe('What stands in a list', () => {
  it('is never more than it is taken to be, where the geography tells', () => {
    const codes = (['REGION', 'DEPARTMENT', 'EPCI', 'COMMUNE'] as const).flatMap((level) =>
      codesDuring('FR', level, firstDay('ever'), lastDay('ever')),
    );
    const territories = codes.map((code) => findTerritory(code)!);
    const longest = {
      'Territory.ancestors': Math.max(...territories.map(({ parents }) => parents.length)),
      'Territory.successors': Math.max(...territories.map(({ successors }) => successors.length)),
      'Territory.predecessors': Math.max(...territories.map(({ predecessors }) => predecessors.length)),
    };
    expect(LISTS).toMatchObject(longest);
  });

  it.each([
    [
      '{ __type(name: "Mutation") { fields { name } } }',
      () => Object.keys(schema.getMutationType()!.getFields()).length,
    ],
    ['{ __schema { types { name } } }', () => Object.keys(schema.getTypeMap()).length],
    ['{ __type(name: "NoSuch") { fields { name } } }', () => 0],
  ])('is counted in the schema itself: %s', (text, times) => expect(priceOf(text).dearest.times).toBe(times()));

  it('is not counted further in the schema beyond what is enough', () => {
    const again = Array.from({ length: 25 }, (_, i) => `t${i}: type { ofType { name } }`).join(' ');
    const text = `{ __schema { types { fields { ${again} } } } }`;
    expect(priceOf(text, {}, 40_000).points).toBeGreaterThan(40_000);
    expect(priceOf(text, {}, 40_000).points).toBeLessThan(priceOf(text).points / 2);
  });

  it('is a row for each association, where a figure is that of all of them', () => {
    const text = '{ impact(period: "ever") { over(by: MONTH) { sessionsHeld { value } } } }';
    const of = (associations: number) => priceOf(text, {}, Infinity, { ...network, associations }).points;
    expect(of(1_060) - of(60)).toBeCloseTo(34 * 1_000 * ROLLUP, -1);
    expect(of(1_060)).toBeGreaterThan(2 * of(60));
  });
});

describe('What anybody may ask', () => {
  test.each([
    [
      'a year month by month, in every department',
      'impact(period: "2011") { byTerritory(level: DEPARTMENT) { over(by: MONTH) { sessionsHeld { value } } } }',
    ],
    [
      'the communes of a department, with their bounds',
      'impact(territory: "DEP-56", period: "2011") { byTerritory(level: COMMUNE) { territory { code name } familiesEquipped { value atLeast atMost status } computersRefurbished { value } } }',
    ],
    [
      'a region by EPCI, department and quarter',
      'impact(territory: "REG-53", period: "2011") { completeness { expected late { name } } byTerritory(level: EPCI) { supportHours { value } } over(by: QUARTER) { costPerFamily { value } } byAssociation { association { name } sessionsHeld { value } } }',
    ],
    [
      'the figures of one place as a file',
      'impact(territory: "DEP-56", period: "2011") { file(format: CSV) { content } }',
    ],
  ])('is %s', (_what, field) => expect(pointsOf(`{ ${field} }`)).toBeLessThan(BUDGETS.anybody));

  it('is the whole schema', () => {
    const introspection = getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, oneOf: true });
    expect(pointsOf(introspection)).toBeLessThan(BUDGETS.anybody);
  });

  test.each([
    ['every EPCI by month', 'impact(period: "ever") { byTerritory(level: EPCI) { over(by: MONTH) { id } } }'],
    ['every commune', 'territory(code: "FR") { children(level: COMMUNE) { code } }'],
    [
      'who is late in every department',
      'impact(period: "2011") { byTerritory(level: DEPARTMENT) { completeness { expected } } }',
    ],
    [
      'a department by commune as a file',
      'impact(territory: "DEP-56", period: "2011") { file(format: CSV, parts: BY_COMMUNE) { content } }',
    ],
    [
      'what became of what a commune was made of, and of what that was made of, and so on',
      'territory(code: "COM-14371") { predecessors { successors { predecessors { successors { predecessors { code } } } } } }',
    ],
    [
      'the names of all EPCI on many days',
      `territory(code: "FR") { children(level: EPCI) { ${[1, 2, 3, 4, 5, 6, 7, 8].map((i) => `a${i}: name(on: "201${i}-01-01")`).join(' ')} } }`,
    ],
    [
      'the fields of the type that has most, many times over',
      Array.from(
        { length: 20 },
        (_, i) => `a${i}: __type(name: "Mutation") { fields { args { type { ofType { inputFields { name } } } } } }`,
      ).join(' '),
    ],
    [
      'the schema eight times over',
      [1, 2, 3, 4, 5, 6, 7, 8]
        .map((i) => `a${i}: __schema { types { fields { type { fields { type { name } } } } } }`)
        .join(' '),
    ],
  ])('is not %s', (_what, field) => expect(pointsOf(`{ ${field} }`)).toBeGreaterThan(BUDGETS.anybody));

  it('is less than what a coordinator may: the communes of the largest department as a file, of the largest region as a list', () => {
    for (const field of [
      'impact(territory: "DEP-62", period: "2011") { file(format: CSV, parts: BY_COMMUNE) { content } }',
      'impact(territory: "REG-76", period: "2017") { byTerritory(level: COMMUNE) { territory { code name } familiesEquipped { value atLeast atMost status reason } computersRefurbished { value } supportHours { value } } }',
    ]) {
      expect(pointsOf(`{ ${field} }`)).toBeGreaterThan(BUDGETS.anybody);
      expect(pointsOf(`{ ${field} }`)).toBeLessThan(BUDGETS.account);
    }
  });
});
