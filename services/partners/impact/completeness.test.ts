import type { ServiceUnderTest } from '../../kit/testing/a-service.ts';
import { registerAssociation } from '../association/association.factory.ts';
import { aPartnersService } from '../testing/partners.ts';

let hub: ServiceUnderTest;
beforeEach(async () => {
  hub = await aPartnersService({ association: null });
  const register = (id: string, covers: string[]) => registerAssociation(hub.as('coordinator'), { id, covers });
  await register('defis', ['EPCI-200042174']);
  await register('caen', ['DEP-14']);
});
afterEach(() => hub.close());

const NOW = '2011-06-15T11:00:00.000Z';
const HALF_AN_HOUR_AGO = '2011-06-15T10:30:00.000Z';
const THIS_MORNING = '2011-06-15T06:00:00.000Z';

/** The association's machine tells this service how fresh its figures are. */
async function beat(association: string, asOf: string): Promise<void> {
  const mutation =
    'mutation ($input: ReceiveFiguresInput!) { receivePartnersFigures(input: $input) { slices { outcome } } }';
  await hub
    .as('instance', { association })
    .request(mutation, { input: { slices: [], heartbeats: [{ association, asOf }] } });
}

/** As the planner asks, with what it read of the three other services. */
async function completeness(id: string, others: Record<string, string>) {
  const freshness = Object.entries(others).map(([association, asOf]) => ({ association, asOf }));
  const impact = {
    __typename: 'Impact',
    id,
    inventoryFreshness: freshness,
    lendingFreshness: freshness,
    trainingFreshness: freshness,
  };
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Impact {
    completeness { expected reporting upToDate oldestAsOf newestAsOf late { id } }
  } } }`;
  return (await hub.as('coordinator').request(query, { r: [impact] }))._entities[0].completeness;
}

describe('completeness', () => {
  it('is complete when everybody was heard of lately by all services', async () => {
    await beat('defis', NOW);
    await beat('caen', HALF_AN_HOUR_AGO);
    expect(await completeness('period=2011', { defis: NOW, caen: NOW })).toEqual({
      expected: 2,
      reporting: 2,
      upToDate: 2,
      oldestAsOf: HALF_AN_HOUR_AGO,
      newestAsOf: NOW,
      late: [],
    });
  });

  it('says which association stopped, and since when', async () => {
    await beat('defis', NOW);
    await beat('caen', THIS_MORNING);
    expect(await completeness('period=2011', { defis: NOW, caen: THIS_MORNING })).toEqual({
      expected: 2,
      reporting: 2,
      upToDate: 1,
      oldestAsOf: THIS_MORNING,
      newestAsOf: NOW,
      late: [{ id: 'caen' }],
    });
  });

  it('does not call up to date whom one service alone has lost', async () => {
    await beat('defis', NOW);
    await beat('caen', THIS_MORNING);
    expect(await completeness('period=2011', { defis: NOW, caen: NOW })).toMatchObject({
      upToDate: 1,
      late: [{ id: 'caen' }],
    });
  });

  it('expects an association that was never heard of, and does not count it as reporting', async () => {
    await beat('defis', NOW);
    expect(await completeness('period=2011', { defis: NOW })).toMatchObject({
      expected: 2,
      reporting: 1,
      upToDate: 1,
      late: [{ id: 'caen' }],
    });
  });

  it('expects nobody who does not work there', async () => {
    await beat('defis', NOW);
    await beat('caen', THIS_MORNING);
    const others = { defis: NOW, caen: THIS_MORNING };
    expect(await completeness('territory=REG-53&period=2011', others)).toMatchObject({
      expected: 1,
      upToDate: 1,
      late: [],
    });
    expect(await completeness('association=caen&period=2011', others)).toMatchObject({ expected: 1, upToDate: 0 });
    expect(await completeness('period=2006', others)).toEqual({
      expected: 0,
      reporting: 0,
      upToDate: 0,
      oldestAsOf: null,
      newestAsOf: null,
      late: [],
    });
  });
});

describe('receivePartnersFigures', () => {
  it.each(['anonymous', 'coordinator', 'manager'] as const)('is not for %s', async (role) => {
    const mutation =
      'mutation { receivePartnersFigures(input: { slices: [], heartbeats: [] }) { slices { outcome } } }';
    await expect(hub.as(role).request(mutation)).rejects.toThrow('receivePartnersFigures');
  });
});
