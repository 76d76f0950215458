import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPartnersService } from '../testing/partners.ts';

let partners: ServiceUnderTest;
beforeAll(async () => {
  partners = await aPartnersService();
});
afterAll(() => partners.close());

const ask = (query: string, variables?: object) => partners.as('anonymous').request(query, variables);

describe('Territories', () => {
  it('know what they lie in', async () => {
    const { territory } = await ask(
      '{ territory(code: "COM-56121") { name level parent { name } ancestors { code } } }',
    );
    expect(territory).toMatchObject({
      name: 'Lorient',
      level: 'COMMUNE',
      parent: { name: 'CA Lorient Agglomération' },
    });
    expect(territory.ancestors.map(({ code }: { code: string }) => code)).toEqual([
      'EPCI-200042174',
      'DEP-56',
      'REG-53',
      'FR',
    ]);
  });

  it('know what lies in them on a day', async () => {
    const { territory } = await ask(`{ territory(code: "FR") {
      then: children(level: REGION, on: "2011-06-15") { code }
      later: children(level: REGION, on: "2016-06-15") { code }
    } }`);
    const codes = (territories: { code: string }[]) => territories.map(({ code }) => code);
    expect(codes(territory.then)).toEqual(expect.arrayContaining(['REG-23', 'REG-25', 'REG-53']));
    expect(codes(territory.then)).not.toContain('REG-28');
    expect(codes(territory.later)).toContain('REG-28');
  });

  it('know what became of them, where they came from, and the name of a day', async () => {
    const { merged, undone } = await ask(`{
      merged: territory(code: "COM-35113") { name validTo successors { name inTime: name(on: "2011-06-15") predecessors { code } } }
      undone: territory(code: "COM-14666") { validFrom validTo predecessors { name(on: "2018-06-15") } }
    }`);
    expect(merged).toMatchObject({
      name: 'La Fontenelle',
      validTo: '2019-01-01',
      successors: [{ name: 'Val-Couesnon', inTime: 'Antrain' }],
    });
    expect(merged.successors[0].predecessors).toContainEqual({ code: 'COM-35113' });
    expect(undone).toEqual({ validFrom: '2020-01-01', validTo: null, predecessors: [{ name: 'Saline' }] });
  });

  it('refuse to list all communes of France in one piece', async () => {
    const query = '{ territory(code: "FR") { children(level: COMMUNE) { code } } }';
    await expect(ask(query)).rejects.toThrow('ask inside a region');
  });

  it('answer null for what is none', async () => {
    expect(await ask('{ a: territory(code: "REG-99") { code } b: territory(code: "DEP-56~other") { code } }')).toEqual({
      a: null,
      b: null,
    });
  });

  it('are paged to the last one', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const query = `query ($after: String) { territories(level: COMMUNE, within: "DEP-56", first: 100, after: $after) {
        nodes { code } edges { cursor } pageInfo { hasNextPage endCursor }
      } }`;
      const { territories } = await ask(query, { after });
      seen.push(...territories.nodes.map(({ code }: { code: string }) => code));
      expect(territories.edges.at(-1).cursor).toBe(territories.pageInfo.endCursor);
      after = territories.pageInfo.hasNextPage ? territories.pageInfo.endCursor : null;
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(240);
    expect(seen).toContain('COM-56121');
  });

  it('refuse a cursor of another list', async () => {
    await expect(ask('{ territories(after: "Zm9v") { nodes { code } } }')).rejects.toThrow('"after" is not a cursor');
  });

  it('are found by reference, and what is none is null', async () => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Territory { name } } }`;
    const r = [
      { __typename: 'Territory', code: 'DEP-56' },
      { __typename: 'Territory', code: 'DEP-999' },
    ];
    expect((await ask(query, { r }))._entities).toEqual([{ name: 'Morbihan' }, null]);
  });
});
