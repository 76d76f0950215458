import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { anAgreement } from '../agreement/agreement.factory.ts';
import { recordService } from '../delivery/delivery.factory.ts';
import { aPartnersService } from '../testing/partners.ts';
import { anOrganisation, closeOrganisation } from './organisation.factory.ts';

let partners: ServiceUnderTest;
beforeAll(async () => {
  partners = await aPartnersService();
});
afterAll(() => partners.close());

const LIST = `query ($role: OrganisationRole, $search: String, $first: Int) {
  organisations(role: $role, search: $search, first: $first) { nodes { id name roles commune { name } } }
}`;
const api = () => partners.as('manager');
const named = async (asked: object): Promise<string[]> =>
  (await api().request(LIST, asked)).organisations.nodes.map(({ name }: { name: string }) => name);

describe('organisations(role:)', () => {
  it('lists those that are so today, declared or derived', async () => {
    await anOrganisation(api(), { name: 'Ville de Larmor-Plage', roles: ['HOST'] });
    const past = await anOrganisation(api(), { name: 'Ancien hôte', roles: ['HOST'] });
    await callVerb(api(), 'endRole', 'organisation { id }', { organisationId: past.id, role: 'HOST' });
    const gone = await anOrganisation(api(), { name: 'Hôte fermé', roles: ['HOST'] });
    await closeOrganisation(api(), gone.id, '2011-06-15');
    partners.clock.set('2011-06-16');
    expect(await named({ role: 'HOST' })).toEqual(['Ville de Larmor-Plage']);
    const funder = await anOrganisation(api(), { name: 'Conseil régional', roles: [] });
    await anAgreement(api(), { organisationId: funder.id });
    expect(await named({ role: 'FUNDER' })).toContain('Conseil régional');
    const helped = await anOrganisation(api(), { name: 'Crèche', roles: [] });
    await recordService(api(), helped.id);
    expect(await named({ role: 'BENEFICIARY' })).toEqual(['Crèche']);
  });

  it('goes with a search', async () => {
    await anOrganisation(api(), { name: 'Gîte du port', roles: ['LANDLORD'] });
    await anOrganisation(api(), { name: 'Bretagne Sud Habitat', roles: ['LANDLORD'] });
    expect(await named({ role: 'LANDLORD', search: 'habitat' })).toEqual(['Bretagne Sud Habitat']);
  });

  it('refuses a search that holds a NUL, naming the argument', async () => {
    await expect(api().request(LIST, { search: 'hab\0itat' })).rejects.toMatchObject({
      response: { errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: 'search' } }] },
    });
  });

  it('reads two and fifty for the same number of statements', async () => {
    await Promise.all(Array.from({ length: 50 }, () => anOrganisation(api(), { roles: ['DONOR'] })));
    const count = (first: number) => partners.countStatements(() => api().request(LIST, { role: 'DONOR', first }));
    expect(await count(50)).toBe(await count(2));
  });

  it('does not tell a partner since when the agreements of others run', async () => {
    const roles = ['LANDLORD'];
    const [mine, other] = [await anOrganisation(api(), { roles }), await anOrganisation(api(), { roles })];
    for (const { id } of [mine, other]) await anAgreement(api(), { organisationId: id });
    const partner = partners.as('partner', { organisation: mine.id });
    const origins = async ({ id }: { id: string }) => {
      const query = 'query ($id: ID!) { organisation(id: $id) { roles rolesHeld { origin } } }';
      const { organisation } = await partner.request(query, { id });
      expect(organisation.roles).toEqual(['FUNDER', 'LANDLORD']);
      return organisation.rolesHeld.map(({ origin }: { origin: string }) => origin).toSorted();
    };
    expect([await origins(mine), await origins(other)]).toEqual([['DECLARED', 'DERIVED'], ['DECLARED']]);
  });

  it('does not tell the public what organisations are to the association', async () => {
    const query = '{ organisations(role: DONOR) { nodes { name } } }';
    await expect(partners.as('anonymous').request(query)).rejects.toThrow('organisations(role:)');
  });
});
