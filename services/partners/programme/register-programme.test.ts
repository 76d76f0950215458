import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPartnersService } from '../testing/partners.ts';
import { registerProgramme } from './programme.factory.ts';

let partners: ServiceUnderTest;
beforeAll(async () => {
  partners = await aPartnersService({ association: null });
});
afterAll(() => partners.close());

describe('registerProgramme', () => {
  it('lists it for everybody', async () => {
    const programme = { id: 'ordi-solidaire-bretagne', name: 'Ordi solidaire Bretagne', endsOn: '2012-12-31' };
    expect((await registerProgramme(partners.as('coordinator'), programme)).userErrors).toEqual([]);
    const { programmes } = await partners
      .as('anonymous')
      .request('{ programmes { nodes { id name startsOn endsOn } } }');
    expect(programmes.nodes).toEqual([{ ...programme, startsOn: '2008-01-01' }]);
  });

  it('keeps its history', async () => {
    await registerProgramme(partners.as('coordinator'), { id: 'kept' });
    const { programme } = await partners.as('coordinator').request('{ programme(id: "kept") { history { verb } } }');
    expect(programme.history).toEqual([{ verb: 'registerProgramme' }]);
  });

  it('refuses an id that is taken', async () => {
    await registerProgramme(partners.as('coordinator'), { id: 'taken' });
    const { userErrors } = await registerProgramme(partners.as('coordinator'), { id: 'taken', name: 'Another' });
    expect(userErrors).toMatchObject([{ code: 'ALREADY_REGISTERED', field: ['id'] }]);
  });

  it.each([
    [{ id: 'Ordi 2.0' }, 'INVALID_INPUT', 'id'],
    [{ name: '' }, 'INVALID_INPUT', 'name'],
    [{ endsOn: '2007-12-31' }, 'ENDS_BEFORE_START', 'endsOn'],
  ])('refuses %j with %s', async (changes, code, field) => {
    const { userErrors } = await registerProgramme(partners.as('coordinator'), changes);
    expect(userErrors).toMatchObject([{ code, field: [field] }]);
  });

  it.each(['anonymous', 'lender', 'partner'] as const)('is not for %s', async (role) => {
    await expect(registerProgramme(partners.as(role))).rejects.toThrow('registerProgramme');
  });
});
