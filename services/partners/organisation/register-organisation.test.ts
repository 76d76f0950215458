import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPartnersService } from '../testing/partners.ts';
import { anOrganisation, registerOrganisation } from './organisation.factory.ts';

let partners: ServiceUnderTest;
beforeAll(async () => {
  partners = await aPartnersService();
});
afterAll(() => partners.close());

describe('registerOrganisation', () => {
  it('gives the id that a SIRET makes the same everywhere', async () => {
    const { organisation, userErrors } = await registerOrganisation(partners.as('manager'), {
      siret: '73282932000074',
    });
    expect(userErrors).toEqual([]);
    expect(organisation.id).toBe('SIRET-73282932000074');
  });

  it('falls back on the RNA number, then on an id of its own', async () => {
    const api = partners.as('technician');
    expect((await anOrganisation(api, { rna: 'W561000123', kind: 'ASSOCIATION' })).id).toBe('RNA-W561000123');
    expect((await anOrganisation(api)).id).toMatch(/^ORG-[0-9a-z]{26}$/);
  });

  it('keeps a commune as it was given', async () => {
    const { id } = await anOrganisation(partners.as('manager'), { commune: 'COM-14697' });
    const { organisation } = await partners
      .as('anonymous')
      .request('query ($id: ID!) { organisation(id: $id) { commune { code name } } }', { id });
    expect(organisation.commune).toMatchObject({ code: 'COM-14697' });
  });

  it('keeps its history', async () => {
    const { id } = await anOrganisation(partners.as('lender'));
    const { organisation } = await partners
      .as('lender')
      .request('query ($id: ID!) { organisation(id: $id) { history { verb happenedOn details } } }', { id });
    expect(organisation.history).toEqual([
      { verb: 'registerOrganisation', happenedOn: '2011-06-15', details: { kind: 'TOWN', roles: ['FUNDER'] } },
    ]);
  });

  it.each([
    [{ siret: '73282932000075' }, 'INVALID_SIRET', 'siret'],
    [{ rna: 'W56' }, 'INVALID_RNA', 'rna'],
    [{ commune: 'COM-99999' }, 'UNKNOWN_COMMUNE', 'commune'],
    [{ commune: 'DEP-56' }, 'UNKNOWN_COMMUNE', 'commune'],
    [{ name: '' }, 'INVALID_INPUT', 'name'],
    [{ roles: ['DONOR', 'DONOR'] }, 'INVALID_INPUT', 'roles'],
  ])('refuses %j with %s', async (changes, code, field) => {
    const { organisation, userErrors } = await registerOrganisation(partners.as('manager'), changes);
    expect(organisation).toBeNull();
    expect(userErrors).toMatchObject([{ code, field: [field] }]);
    expect(userErrors[0]!.french).not.toBe(userErrors[0]!.message);
  });

  it('refuses a SIRET or an RNA number that is known, and says under which id', async () => {
    const numbers = { siret: '35600000000048', rna: 'W561000999' };
    await registerOrganisation(partners.as('manager'), numbers);
    const again = await registerOrganisation(partners.as('manager'), numbers);
    expect(again.userErrors).toMatchObject([{ code: 'ALREADY_REGISTERED', field: ['siret'] }]);
    const byRna = await registerOrganisation(partners.as('manager'), { rna: numbers.rna });
    expect(byRna.userErrors).toMatchObject([{ code: 'ALREADY_REGISTERED', field: ['rna'] }]);
    expect(byRna.userErrors[0]!.message).toContain('SIRET-35600000000048');
  });

  it('registers once when two people do it at once', async () => {
    const both = [1, 2].map(() => registerOrganisation(partners.as('manager'), { rna: 'W561000777' }));
    const refusals = (await Promise.all(both)).flatMap(({ userErrors }) => userErrors);
    expect(refusals).toMatchObject([{ code: 'ALREADY_REGISTERED' }]);
  });

  it('answers a repetition with the same organisation', async () => {
    const asked = { name: 'Sans numéro', idempotencyKey: 'sans numéro 1' };
    const once = await anOrganisation(partners.as('manager'), asked);
    expect(await anOrganisation(partners.as('manager'), asked)).toEqual(once);
  });

  it.each(['anonymous', 'partner'] as const)('is not for %s', async (role) => {
    await expect(registerOrganisation(partners.as(role))).rejects.toThrow('registerOrganisation');
  });
});
