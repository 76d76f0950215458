import { SPLIT_BATCHES } from '../../packages/platform/testing/batches.ts';
import type { ServiceUnderTest } from '../../packages/platform/testing/a-service.ts';
import { anAgreement } from './agreement/agreement.factory.ts';
import { registerAssociation } from './association/association.factory.ts';
import { anOrganisation } from './organisation/organisation.factory.ts';
import { registerProgramme } from './programme/programme.factory.ts';
import { aPartnersService } from './testing/partners.ts';

const MANY = 50;
const QUERY = `query ($r: [_Any!]!) { _entities(representations: $r) {
  ... on Organisation { id name }
  ... on Programme { id name }
  ... on Association { id name }
  ... on Agreement { id title }
} }`;

let partners: ServiceUnderTest;
const ids: Record<string, string[]> = {};
beforeAll(async () => {
  partners = await aPartnersService();
  const api = partners.as('manager');
  const organisations = await times(() => anOrganisation(api));
  ids['Organisation'] = organisations.map(({ id }) => id);
  ids['Programme'] = (await times((i) => registerProgramme(api, { id: `p-${i}` }))).map(
    ({ programme }) => programme.id,
  );
  ids['Association'] = (await times((i) => registerAssociation(api, { id: `a-${i}` }))).map(
    ({ association }) => association.id,
  );
  ids['Agreement'] = (await times((i) => anAgreement(api, { organisationId: organisations[i]!.id }))).map(
    ({ id }) => id,
  );
});
afterAll(() => partners.close());

const times = async <T>(make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: MANY }, (_, index) => make(index)));

const find = (typename: string, some: string[]) =>
  partners.as('manager').request(QUERY, { r: some.map((id) => ({ __typename: typename, id })) });

describe.each(['Organisation', 'Programme', 'Association', 'Agreement'])(
  '%s, asked for by other services,',
  (typename) => {
    it('is found by id, in the order asked, and null when nobody knows it', async () => {
      const [one, other] = ids[typename]!;
      const { _entities } = await find(typename, [other!, 'none', one!]);
      expect(_entities).toMatchObject([{ id: other }, null, { id: one }]);
    });

    it('costs as many statements for fifty as for two', async () => {
      const count = (number: number) => partners.countStatements(() => find(typename, ids[typename]!.slice(0, number)));
      expect(await count(MANY)).toBe(await count(2));
    });
  },
);

describe('Organisations', () => {
  it('are found by a part of their name or by a number', async () => {
    const api = partners.as('manager');
    const { id } = await anOrganisation(api, { name: 'Crédit Mutuel de Bretagne', rna: 'W291000001' });
    const found = async (search: string) => {
      const query = 'query ($search: String) { organisations(search: $search) { nodes { id } } }';
      return (await partners.as('anonymous').request(query, { search })).organisations.nodes;
    };
    expect(await found('crédit mut')).toEqual([{ id }]);
    expect(await found('W291000001')).toEqual([{ id }]);
    expect(await found('%')).toEqual([]);
  });

  it('tell the public their name and codes, not what they are to the association', async () => {
    const query = 'query ($id: ID!) { organisation(id: $id) { name kind roles } }';
    const asked = partners.as('anonymous').request(query, { id: ids['Organisation']![0] });
    await expect(asked).rejects.toThrow('Organisation.roles');
  });

  it('are read with all that hangs on them, in as many statements for fifty as for two', async () => {
    const query = `query ($first: Int) { organisations(first: $first) {
      nodes { commune { name } roles agreements { nodes { title } } deliveries { nodes { title } } history { verb } }
    } }`;
    const count = (first: number) => partners.countStatements(() => partners.as('manager').request(query, { first }));
    expect(await count(MANY)).toBeLessThanOrEqual((await count(2)) + SPLIT_BATCHES);
  });
});
