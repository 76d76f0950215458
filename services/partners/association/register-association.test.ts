import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPartnersService } from '../testing/partners.ts';
import { registerAssociation } from './association.factory.ts';

let hub: ServiceUnderTest;
beforeAll(async () => {
  hub = await aPartnersService({ association: null });
});
afterAll(() => hub.close());

describe('registerAssociation', () => {
  it('lists it for everybody, with its seat and what it covers', async () => {
    expect((await registerAssociation(hub.as('coordinator'))).userErrors).toEqual([]);
    const { association } = await hub
      .as('anonymous')
      .request(
        '{ association(id: "defis") { name seat { name } covers { name level } memberSince memberUntil isSample } }',
      );
    expect(association).toEqual({
      name: 'Défis',
      seat: { name: 'Lorient' },
      covers: [{ name: 'CA Lorient Agglomération', level: 'EPCI' }],
      memberSince: '2007-01-01',
      memberUntil: null,
      isSample: false,
    });
  });

  it('keeps its history', async () => {
    await registerAssociation(hub.as('coordinator'), { id: 'kept' });
    const { association } = await hub.as('coordinator').request('{ association(id: "kept") { history { verb } } }');
    expect(association.history).toEqual([{ verb: 'registerAssociation' }]);
  });

  it('refuses an id that is taken', async () => {
    await registerAssociation(hub.as('coordinator'), { id: 'taken' });
    const { userErrors } = await registerAssociation(hub.as('coordinator'), { id: 'taken' });
    expect(userErrors).toMatchObject([{ code: 'ALREADY_REGISTERED', field: ['id'] }]);
  });

  it.each([
    [{ id: 'Défis' }, 'INVALID_INPUT', ['id']],
    [{ covers: [] }, 'INVALID_INPUT', ['covers']],
    [{ rna: '561000123' }, 'INVALID_RNA', ['rna']],
    [{ siret: '123' }, 'INVALID_SIRET', ['siret']],
    [{ seat: 'DEP-56' }, 'UNKNOWN_COMMUNE', ['seat']],
    [{ covers: ['FR', 'REG-99'] }, 'UNKNOWN_TERRITORY', ['covers', '1']],
    [{ memberUntil: '2006-12-31' }, 'ENDS_BEFORE_START', ['memberUntil']],
  ])('refuses %j with %s', async (changes, code, field) => {
    const { association, userErrors } = await registerAssociation(hub.as('coordinator'), { id: 'new', ...changes });
    expect(association).toBeNull();
    expect(userErrors).toMatchObject([{ code, field }]);
  });

  it.each(['anonymous', 'lender', 'partner', 'instance'] as const)('is not for %s', async (role) => {
    await expect(registerAssociation(hub.as(role))).rejects.toThrow('registerAssociation');
  });
});

describe('associations', () => {
  it('are listed by the territory of which they cover a part', async () => {
    const register = (id: string, covers: string[]) => registerAssociation(hub.as('coordinator'), { id, covers });
    await register('caen', ['DEP-14']);
    await register('rouen', ['REG-23']);
    const within = async (code: string) => {
      const query = 'query ($code: ID!) { associations(within: $code, first: 100) { nodes { id } } }';
      const { associations } = await hub.as('anonymous').request(query, { code });
      return associations.nodes.map(({ id }: { id: string }) => id);
    };
    expect(await within('REG-28')).toEqual(['caen', 'rouen']);
    expect(await within('DEP-14')).toEqual(['caen']);
    expect(await within('COM-56121')).toEqual(expect.arrayContaining(['defis']));
    expect(await within('COM-56121')).not.toContain('caen');
  });

  it('cannot be asked for inside what is no territory', async () => {
    const query = '{ associations(within: "REG-99") { nodes { id } } }';
    await expect(hub.as('anonymous').request(query)).rejects.toThrow('"within" is not the code of a territory');
  });

  it('are read for twelve as for two, in as many statements', async () => {
    const coordinator = hub.as('coordinator');
    for (let made = 0; made < 12; made++) await registerAssociation(coordinator, { id: `member-${made}` });
    const query =
      'query ($first: Int) { associations(first: $first) { nodes { name seat { name } covers { name } history { verb } } } }';
    const count = (first: number) => hub.countStatements(() => coordinator.request(query, { first }));
    expect(await count(12)).toBe(await count(2));
  });
});
