import { printSubgraphSchema } from '@apollo/subgraph';
import { buildServiceSchema } from '../../platform/schema/build-schema.ts';
import { tellFreshness, type FreshnessContext } from './freshness.ts';
import { decodeScope } from './impact-scope.ts';
import { createImpactPart } from './impact-resolver.ts';
import { aToyService, type ToyService } from '../testing/a-toy-service.ts';
import { TOY_MEASURES } from '../testing/toy-measures.ts';
import { anInstall, type SentMessage } from '../replication/install/testing/an-install.ts';
import type { Fact } from '../measures/fact.ts';
import type { Slice } from '../slices/slice.ts';
import { aSlice } from '../testing/a-slice.ts';

const IMPACTS = `query ($r: [_Any!]!) {
  _entities(representations: $r) { ... on Impact {
    id
    familiesEquipped { value atLeast atMost unit status reason measure { name label kind protects since } }
    learnerHours { value } hoursPerFamily { value status } structuresHelped { value } structuresHelpedMembers
    lendingFreshness { association asOf }
  } }
}`;
const RECEIVE = `mutation ($input: ReceiveFiguresInput!) {
  receiveLendingFigures(input: $input) { challenge slices { association period revision headRevision outcome code message } }
}`;

const fact = (measure: string, territory: string, value: number, member = ''): Fact => ({
  measure,
  territory,
  value,
  programme: '*',
  member,
});
describe("A service's share of Impact", () => {
  let hub: ToyService;
  beforeAll(async () => {
    hub = await aToyService({ association: null });
    await publishAs('defis', [
      aSlice({
        period: '2011',
        facts: [fact('familiesEquipped', 'COM-56121', 380), fact('learnerHours', 'COM-56121', 950)],
      }),
      aSlice({
        period: '2011-05',
        facts: [1, 2, 3].map((n) => fact('structuresHelped', 'COM-56121', 1, `RNA-W56100000${n}`)),
      }),
    ]);
  });
  afterAll(() => hub.close());

  const publishAs = async (association: string, slices: Slice[]) => {
    const heartbeats = [{ association, asOf: new Date('2011-12-30T10:00:00.000Z') }];
    const sender = anInstall(association);
    hub.installs.set(sender.id, sender.known);
    const message = sender.message({ slices, heartbeats });
    const send = async (input: SentMessage) => {
      type Answer = { receiveLendingFigures: { challenge: string | null; slices: object[] } };
      const api = hub.as('instance', { association });
      return (await api.request<Answer>(RECEIVE, { input })).receiveLendingFigures;
    };
    const { challenge } = await send(message);
    return (await send(sender.answered(message, challenge!))).slices;
  };
  it('tells a request how fresh figures are of so many scopes and associations only', async () => {
    const heard = Array.from({ length: 51_000 }, () => ({ i: 0, toldAt: null }));
    const context = { sql: { rows: async () => heard }, clock: hub.clock } as unknown as FreshnessContext;
    const scope = decodeScope('period=2011')!;
    expect(await tellFreshness(scope, context)).toHaveLength(51_000);
    expect(await tellFreshness(scope, context)).toHaveLength(51_000);
    await expect(tellFreshness(scope, context)).rejects.toThrow('ask for it of the whole, or of fewer');
  });

  const impacts = async (...ids: string[]) => {
    const r = ids.map((id) => ({ __typename: 'Impact', id }));
    return (await hub.as('anonymous').request<{ _entities: Record<string, unknown>[] }>(IMPACTS, { r }))._entities;
  };

  it('answers anybody, for an id that is only words', async () => {
    const [impact] = await impacts('territory=REG-53&period=2011');
    expect(impact).toMatchObject({
      familiesEquipped: {
        value: 380,
        atLeast: 380,
        atMost: 380,
        unit: 'HOUSEHOLD',
        status: 'EXACT',
        reason: 'AS_LAST_TOLD',
        measure: { name: 'familiesEquipped', kind: 'DISTINCT', protects: 'PERSON', since: '2007-01-01' },
      },
      hoursPerFamily: { value: 2.5, status: 'EXACT' },
      structuresHelped: { value: 3 },
      structuresHelpedMembers: ['RNA-W561000001', 'RNA-W561000002', 'RNA-W561000003'],
      lendingFreshness: [{ association: 'defis', asOf: '2011-12-30T10:00:00.000Z' }],
    });
  });

  it('does not know an id that is not that of a scope', async () => {
    expect(await impacts('period=yesterday')).toEqual([null]);
  });

  it('reads fifty scopes in as many statements as two', async () => {
    const count = (n: number) =>
      hub.countStatements(() =>
        impacts(...Array.from({ length: n }, (_, i) => `territory=REG-53&association=a${i}&period=2011`)),
      );
    expect(await count(50)).toBe(await count(2));
    expect(await count(2)).toBe(2);
  });

  it('takes figures from an instance, for its own association only', async () => {
    expect(await publishAs('voisins', [aSlice(), aSlice({ association: 'voisins' })])).toMatchObject([
      { association: 'defis', outcome: 'REFUSED', code: 'NOT_YOUR_ASSOCIATION' },
      { association: 'voisins', outcome: 'APPLIED', headRevision: 1, code: null },
    ]);
  });

  it.each([
    ['anonymous', 'UNAUTHENTICATED'],
    ['coordinator', 'FORBIDDEN'],
    ['manager', 'FORBIDDEN'],
  ] as const)('takes no figures from %s', async (role, code) => {
    const attempt = hub.as(role, { association: 'defis' }).request(RECEIVE, { input: { slices: [], heartbeats: [] } });
    await expect(attempt).rejects.toMatchObject({ response: { errors: [{ extensions: { code } }] } });
  });

  it('takes no figures from outside at an association', async () => {
    const association = await aToyService({ association: 'defis' });
    const sender = anInstall('defis');
    association.installs.set(sender.id, sender.known);
    const input = sender.message({ slices: [aSlice()] });
    await expect(association.as('instance').request(RECEIVE, { input })).rejects.toThrow('FORBIDDEN');
    await association.close();
  });

  it('hides from clients what only other services need, and shares what all of them tell', async () => {
    const { Impact, ImpactResolver, findImpact } = createImpactPart({
      service: 'partners',
      measures: TOY_MEASURES.map((measure) => ({ ...measure, inaccessible: measure.name === 'learnerHours' })),
      external: { figures: ['loansStarted'], members: ['structuresTrainedMembers'], freshness: ['trainingFreshness'] },
    });
    const sdl = printSubgraphSchema(
      await buildServiceSchema({
        name: 'partners',
        resolvers: [ImpactResolver],
        references: { Impact: findImpact },
        orphanedTypes: [Impact],
        policies: { Impact: 'PUBLIC' },
      }),
    );
    expect(sdl).toContain('type Impact @key(fields: "id")');
    expect(sdl).toMatch(/familiesEquipped: Figure\n/);
    expect(sdl).toMatch(/learnerHours: Figure @inaccessible/);
    expect(sdl).toMatch(/structuresHelpedMembers: \[String!\]! @inaccessible/);
    expect(sdl).toMatch(/partnersFreshness: \[Freshness!\]! @inaccessible/);
    expect(sdl).toMatch(/loansStarted: Figure @external/);
    expect(sdl).toMatch(/structuresTrainedMembers: \[String!\] @external/);
    expect(sdl).toMatch(/trainingFreshness: \[Freshness!\] @external/);
    expect(sdl).toMatch(/type Figure @shareable/);
    expect(sdl).toMatch(/type Measure @shareable/);
  });
});
