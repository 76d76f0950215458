import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { recordService } from '../delivery/delivery.factory.ts';
import { anOrganisation } from '../organisation/organisation.factory.ts';
import { aPartnersService, buildFigures } from '../testing/partners.ts';

let partners: ServiceUnderTest;
const served: string[] = [];
beforeAll(async () => {
  partners = await aPartnersService();
  const api = partners.as('manager');
  for (const siret of ['73282932000074', '35600000000048']) served.push((await anOrganisation(api, { siret })).id);
  for (const id of served) await recordService(api, id);
  await buildFigures(partners);
});
afterAll(() => partners.close());

const exact = (value: number) => ({ value, atLeast: value, atMost: value, status: 'EXACT', reason: null });
const NOTHING = {
  refurbishingCost: exact(0),
  individualSupportCost: exact(0),
  familiesEquipped: exact(0),
  organisationsEquippedMembers: [],
  organisationsTrainedMembers: [],
};

/** As the planner asks, with what it read of the three other services. */
async function composed(field: string, ingredients: object, id = 'period=2011') {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Impact {
    figure: ${field} { value atLeast atMost status reason unit measure { name } }
  } } }`;
  const r = [{ __typename: 'Impact', id, ...NOTHING, ...ingredients }];
  return (await partners.as('anonymous').request(query, { r }))._entities[0].figure;
}

describe('standardCost', () => {
  it('adds the machines and the hours', async () => {
    const figure = await composed('standardCost', {
      refurbishingCost: exact(38_000),
      individualSupportCost: exact(57_000),
    });
    expect(figure).toEqual({ ...exact(95_000), unit: 'EURO', measure: { name: 'standardCost' } });
  });

  it('keeps the bounds of its parts', async () => {
    const individualSupportCost = {
      value: 600,
      atLeast: 450,
      atMost: 600,
      status: 'BOUNDED',
      reason: 'BELOW_THRESHOLD',
    };
    const figure = await composed('standardCost', { refurbishingCost: exact(1000), individualSupportCost });
    expect(figure).toMatchObject({ atLeast: 1450, atMost: 1600, value: 1600, status: 'BOUNDED' });
  });
});

describe('costPerFamily', () => {
  const costs = { refurbishingCost: exact(38_000), individualSupportCost: exact(57_000) };

  it("is the sheet's 250 € for its 380 families", async () => {
    const figure = await composed('costPerFamily', { ...costs, familiesEquipped: exact(380) });
    expect(figure).toMatchObject({ value: 250, status: 'EXACT', unit: 'EURO' });
  });

  it('is none of all of time, whose families are those of closed years and whose cost is not', async () => {
    const figure = await composed('costPerFamily', { ...costs, familiesEquipped: exact(380) }, 'period=ever');
    expect(figure).toMatchObject({ value: null, status: 'UNAVAILABLE', reason: 'PERIOD_NOT_PUBLISHED' });
  });

  it('is told to the cent, as euros are', async () => {
    const figure = await composed('costPerFamily', { ...costs, familiesEquipped: exact(700) });
    expect(figure).toMatchObject({ value: 135.71, atLeast: 135.71, atMost: 135.71 });
  });

  it('is as wide as the families leave open', async () => {
    const familiesEquipped = {
      value: 500,
      atLeast: 380,
      atMost: 500,
      status: 'BOUNDED',
      reason: 'DOUBLES_NOT_DEDUCTED',
    };
    expect(await composed('costPerFamily', { ...costs, familiesEquipped })).toMatchObject({
      atLeast: 190,
      atMost: 250,
      status: 'BOUNDED',
      reason: 'DOUBLES_NOT_DEDUCTED',
    });
  });

  it.each([
    ['PROTECTED', 'BELOW_THRESHOLD'],
    ['UNAVAILABLE', 'TERRITORY_DID_NOT_EXIST'],
  ])('is %s when the families are', async (status, reason) => {
    const familiesEquipped = { value: null, atLeast: null, atMost: null, status, reason };
    expect(await composed('costPerFamily', { ...costs, familiesEquipped })).toMatchObject({
      value: null,
      status,
      reason,
    });
  });

  it.each([
    ['COM-56121', true],
    ['EPCI-245600341', true],
    ['DEP-56~other', true],
    ['DEP-56', false],
    ['REG-53', false],
    ['FR', false],
  ])(
    'refuses to divide machines of a workshop by the families of another place: %s is refused: %s',
    async (place, no) => {
      const id = new URLSearchParams({ territory: place, period: '2011' }).toString();
      const figure = await composed('costPerFamily', { ...costs, familiesEquipped: exact(380) }, id);
      expect(figure).toMatchObject(
        no ? { value: null, status: 'UNAVAILABLE', reason: 'PLACES_DO_NOT_MATCH' } : { value: 250, reason: null },
      );
    },
  );

  it('does not exist without families', async () => {
    expect(await composed('costPerFamily', costs)).toMatchObject({
      value: null,
      status: 'UNAVAILABLE',
      reason: 'NOTHING_TO_DIVIDE_BY',
    });
  });
});

describe('structuresStrengthened', () => {
  it('counts once whoever was served, equipped and trained', async () => {
    const figure = await composed('structuresStrengthened', {
      organisationsEquippedMembers: [served[0], 'RNA-W561000001'],
      organisationsTrainedMembers: ['RNA-W561000001', 'ORG-01h455vb4pex5vsknk084sn02q'],
    });
    expect(figure).toMatchObject({ value: 4, status: 'EXACT', unit: 'ORGANISATION' });
  });

  it('counts by SIRET, else by RNA: once whoever one service knows by another of its numbers', async () => {
    const api = partners.as('manager');
    const { id } = await anOrganisation(api, { siret: '55208131766522', rna: 'W561000009' });
    expect(id).toBe('SIRET-55208131766522');
    const figure = await composed('structuresStrengthened', {
      organisationsEquippedMembers: [id, served[0], served[1]],
      organisationsTrainedMembers: ['RNA-W561000009'],
    });
    expect(figure).toMatchObject({ value: 3, status: 'EXACT' });
  });

  it('is not told of one or two', async () => {
    expect(await composed('structuresStrengthened', {})).toMatchObject({ value: null, status: 'PROTECTED' });
  });

  it('is zero where there was nothing, and does not exist in the future', async () => {
    expect(await composed('structuresStrengthened', {}, 'period=2010')).toMatchObject({ value: 0, status: 'EXACT' });
    expect(await composed('structuresStrengthened', {}, 'period=2012')).toMatchObject({ status: 'UNAVAILABLE' });
  });
});

describe('A composite, an ingredient of which did not come', () => {
  it.each([
    ['standardCost', { refurbishingCost: null }, 'inventory'],
    ['costPerFamily', { familiesEquipped: null }, 'lending'],
    ['structuresStrengthened', { organisationsTrainedMembers: null }, 'training'],
  ])('%s is null, with an error that names the service', async (field, ingredients, service) => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Impact { ${field} { value } funding { status } } } }`;
    const r = [{ __typename: 'Impact', id: 'period=2011', ...NOTHING, ...ingredients }];
    const answer = await partners
      .as('anonymous')
      .request(query, { r })
      .catch(({ response }) => response);
    expect(answer.data._entities[0]).toMatchObject({ [field]: null, funding: { status: 'EXACT' } });
    expect(answer.errors).toMatchObject([
      { path: ['_entities', 0, field], extensions: { code: 'FIGURES_UNREACHABLE', service } },
    ]);
  });
});
