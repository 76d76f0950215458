import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { anOrganisation } from '../organisation/organisation.factory.ts';
import { aPartnersService } from '../testing/partners.ts';
import { anAgreement, proposeAgreement, terminateAgreement } from './agreement.factory.ts';

let partners: ServiceUnderTest;
beforeAll(async () => {
  partners = await aPartnersService();
});
afterAll(() => partners.close());

const LIST = `query ($state: AgreementState, $first: Int) {
  agreements(state: $state, first: $first) {
    nodes { id state organisation { name agreements { nodes { id } } } programme { name } instalments { id } history { verb } }
  }
}`;

describe('agreements', () => {
  it('shows a partner its own and nobody else’s', async () => {
    const manager = partners.as('manager');
    const own = await anOrganisation(manager, { name: 'CAF du Morbihan' });
    const { id } = await anAgreement(manager, { organisationId: own.id });
    const other = await anAgreement(manager);
    const partner = partners.as('partner', { organisation: own.id });
    const seen = '{ agreements { nodes { id instalments { id } } } }';
    expect((await partner.request(seen)).agreements.nodes).toMatchObject([{ id, instalments: [{}, {}] }]);
    const query = 'query ($id: ID!) { agreement(id: $id) { id } }';
    expect((await partner.request(query, { id: other.id })).agreement).toBeNull();
  });

  it('filters by where they stand today', async () => {
    const manager = partners.as('manager');
    const { agreement } = await proposeAgreement(manager);
    const states = (await manager.request(LIST, { state: 'PROPOSED' })).agreements.nodes;
    expect(states).toMatchObject([{ id: agreement.id, state: 'PROPOSED' }]);
  });

  it('sorts every agreement into the state that it says of itself', async () => {
    const manager = partners.as('manager');
    await anAgreement(manager, { startsOn: '2011-07-01' });
    await anAgreement(manager, { endsOn: '2011-06-14' });
    await anAgreement(manager, { endsOn: '2011-06-15' });
    await terminateAgreement(manager, (await anAgreement(manager)).id);
    const query = 'query ($state: AgreementState) { agreements(state: $state, first: 100) { nodes { id state } } }';
    const { nodes } = (await manager.request(query)).agreements;
    for (const state of ['PROPOSED', 'SIGNED', 'IN_FORCE', 'EXPIRED', 'TERMINATED']) {
      const expected = nodes.filter((agreement: { state: string }) => agreement.state === state);
      expect(expected).not.toHaveLength(0);
      expect((await manager.request(query, { state })).agreements.nodes).toEqual(expected);
    }
  });

  it('reads two and twelve for the same number of statements', async () => {
    const manager = partners.as('manager');
    await Promise.all(Array.from({ length: 12 }, () => proposeAgreement(manager)));
    const count = (first: number) => partners.countStatements(() => manager.request(LIST, { first }));
    expect(await count(12)).toBe(await count(2));
  });

  it.each(['anonymous', 'lender', 'coordinator'] as const)('are not for %s', async (role) => {
    await expect(partners.as(role).request(LIST)).rejects.toThrow('Query.agreements');
  });
});
