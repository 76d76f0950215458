import { buildSchema, isObjectType, parse, print, visit } from 'graphql';
import { readFile } from 'node:fs/promises';
import { SPLIT_BATCHES } from '../../../packages/platform/testing/batches.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { between, exactly, protectedFigure } from '../../../packages/figures/read/figure-arithmetic.ts';
import { createAskFigures } from '../impact/ask-figures.ts';
import { readCatalogue } from '../measure/read-catalogue.ts';
import { registerProgramme } from '../programme/programme.factory.ts';
import { aReportingService } from '../testing/partners.ts';
import { thePeers, type ScriptedPeers } from '../testing/peers.ts';
import { anAgreement } from './agreement.factory.ts';

let partners: ServiceUnderTest;
let peers: ScriptedPeers;
beforeAll(async () => {
  ({ partners, peers } = await aReportingService());
});
afterAll(() => partners.close());
beforeEach(() => {
  peers.told.clear();
  peers.down.clear();
  peers.calls.length = 0;
});

const TARGETS = `query ($id: ID!) { agreement(id: $id) { targets {
  indicator value period territory { code } measure { labelFr }
  achieved { value atLeast atMost status reason unit measure { name } } share shareAtLeast shareAtMost
} } }`;

async function targets(...aims: object[]) {
  const { id } = await anAgreement(partners.as('manager'), { targets: aims });
  return (await partners.as('manager').request(TARGETS, { id })).agreement.targets;
}

const aim = (indicator: string, value: number, changes: object = {}) => ({
  indicator,
  value,
  period: '2011',
  ...changes,
});

describe('A target', () => {
  it('is compared with the figure that its service tells of the association', async () => {
    peers.told.set('familiesEquipped?territory=EPCI-200042174&association=defis&period=2011', exactly(285));
    const [target] = await targets(aim('familiesEquipped', 380, { territory: 'EPCI-200042174' }));
    expect(target).toEqual({
      indicator: 'familiesEquipped',
      value: 380,
      period: '2011',
      territory: { code: 'EPCI-200042174' },
      measure: { labelFr: 'Familles équipées' },
      achieved: {
        value: 285,
        atLeast: 285,
        atMost: 285,
        status: 'EXACT',
        reason: null,
        unit: 'HOUSEHOLD',
        measure: { name: 'familiesEquipped' },
      },
      share: 0.75,
      shareAtLeast: 0.75,
      shareAtMost: 0.75,
    });
  });

  it('stays as wide as its figure, and as silent', async () => {
    peers.told.set('familiesEquipped', between(190, 380, 'PART_IN_OTHER_PLACES'));
    peers.told.set('supportHours', protectedFigure());
    const [bounded, untold] = await targets(aim('familiesEquipped', 380), aim('supportHours', 100));
    expect(bounded).toMatchObject({ achieved: { status: 'BOUNDED' }, share: null, shareAtLeast: 0.5, shareAtMost: 1 });
    expect(untold).toMatchObject({
      achieved: {
        value: null,
        atLeast: null,
        status: 'PROTECTED',
      },
      share: null,
      shareAtLeast: null,
      shareAtMost: null,
    });
  });

  it('may aim at what this service composes of the others', async () => {
    peers.told.set('refurbishingCost', exactly(38_000));
    peers.told.set('individualSupportCost', exactly(57_000));
    peers.told.set('familiesEquipped', exactly(380));
    peers.told.set('organisationsEquippedMembers', ['RNA-W561000001', 'RNA-W561000002', 'RNA-W561000003']);
    const aims = [
      aim('costPerFamily', 250),
      aim('standardCost', 100_000),
      aim('structuresStrengthened', 30),
      aim('funding', 9),
    ];
    const reached = (await targets(...aims)).map(({ achieved }: { achieved: { value: number } }) => achieved.value);
    expect(reached).toEqual([250, 95_000, 3, 0]);
  });

  it('counts only its programme when it says so', async () => {
    const api = partners.as('manager');
    await registerProgramme(api, { id: 'ordi-2-0' });
    const { id } = await anAgreement(api, {
      programmeId: 'ordi-2-0',
      targets: [aim('computersRefurbished', 10, { inProgramme: true }), aim('supportHours', 10)],
    });
    await api.request(TARGETS, { id });
    expect(peers.calls.flatMap(({ ids }) => ids).toSorted()).toEqual([
      'territory=FR&association=defis&period=2011',
      'territory=FR&association=defis&programme=ordi-2-0&period=2011',
    ]);
  });

  it('says that a service does not answer, and shows what the others tell', async () => {
    peers.down.add('lending');
    const { id } = await anAgreement(partners.as('manager'), {
      targets: [aim('supportHours', 10), aim('familiesEquipped', 380)],
    });
    const query = 'query ($id: ID!) { agreement(id: $id) { targets { indicator achieved { value } } } }';
    const { data, errors } = (await partners
      .as('manager')
      .rawRequest(query, { id })
      .catch(({ response }) => response)) as {
      data: { agreement: { targets: unknown[] } };
      errors: object[];
    };
    expect(data.agreement.targets).toEqual([
      { indicator: 'supportHours', achieved: { value: 0 } },
      { indicator: 'familiesEquipped', achieved: null },
    ]);
    expect(errors).toMatchObject([{ extensions: { code: 'FIGURES_UNREACHABLE' } }]);
  });

  it('costs a call to each service, and as many statements, for twelve agreements as for two', async () => {
    const api = partners.as('manager');
    const aims = [aim('familiesEquipped', 1), aim('supportHours', 1), aim('costPerFamily', 1), aim('funding', 1)];
    await Promise.all(Array.from({ length: 12 }, () => anAgreement(api, { targets: aims })));
    const query = `query ($first: Int) { agreements(first: $first) { nodes {
      received terms { version instalments { amount } } instalments { receipts { id } }
      targets { achieved { value } share territory { name } }
    } } }`;
    const cost = async (first: number) => {
      peers.calls.length = 0;
      const statements = await partners.countStatements(() => api.request(query, { first }));
      return { statements, calls: peers.calls.length };
    };
    // The oldest agreements have other targets; the whole page is read twice to compare like with like.
    const [few, many] = [await cost(10), await cost(18)];
    expect(few.calls).toBeGreaterThan(0);
    for (const { calls } of [few, many]) expect(calls).toBeLessThanOrEqual(3 + SPLIT_BATCHES);
    expect(many.statements).toBeLessThanOrEqual(few.statements + SPLIT_BATCHES);
  });
});

test('What is asked of the other services is in their schema, for the whole catalogue', async () => {
  const catalogue = await readCatalogue();
  const asked = thePeers();
  const clock = { now: () => new Date('2012-01-15T11:00:00Z') };
  const context = { callPeer: asked.callPeer, clock, sql: { rows: async () => [] } };
  const scope = {
    territory: 'FR',
    association: 'defis',
    programme: null,
    period: '2011',
    geography: 'AT_EVENT' as const,
  };
  const figures = createAskFigures(catalogue)(context as never);
  const told = await Promise.all(catalogue.map(({ name }) => figures.load({ scope, measure: name })));
  expect(told.map(({ figure }) => figure.measure.name)).toEqual(catalogue.map(({ name }) => name));
  expect(asked.calls.map(({ peer }) => peer).toSorted()).toEqual(['inventory', 'lending', 'training']);
  for (const { peer, fields } of asked.calls) {
    expect(await fieldsOfImpact(peer)).toEqual(expect.arrayContaining([...fields, `${peer}Freshness`]));
  }
});

/** The fields of `Impact` in a committed schema. */
async function fieldsOfImpact(service: string): Promise<string[]> {
  const sdl = await readFile(`schema/${service}.graphql`, 'utf8');
  const plain = visit(parse(sdl), { Directive: () => null, SchemaExtension: () => null });
  const impact = buildSchema(print(plain), { assumeValidSDL: true }).getType('Impact');
  return isObjectType(impact) ? Object.keys(impact.getFields()) : [];
}
