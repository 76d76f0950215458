import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { anOrganisation } from '../organisation/organisation.factory.ts';
import { registerProgramme } from '../programme/programme.factory.ts';
import { aPartnersService } from '../testing/partners.ts';
import { recordService } from './delivery.factory.ts';

let partners: ServiceUnderTest;
let organisationId: string;
beforeAll(async () => {
  partners = await aPartnersService();
  organisationId = (await anOrganisation(partners.as('manager'))).id;
});
afterAll(() => partners.close());

const DELIVERIES = `query ($first: Int) {
  organisations(first: $first) {
    nodes {
      deliveries { nodes { id kind title on organisation { name } programme { name } history { verb } } }
    }
  }
}`;

describe('recordService', () => {
  it('shows what was done among the deliveries of the organisation', async () => {
    await registerProgramme(partners.as('manager'), { id: 'ordi-2-0' });
    const { delivery, userErrors } = await recordService(partners.as('trainer'), organisationId, {
      programmeId: 'ordi-2-0',
    });
    expect(userErrors).toEqual([]);
    const { organisations } = await partners.as('trainer').request(DELIVERIES);
    expect(organisations.nodes).toEqual([
      {
        deliveries: {
          nodes: [
            {
              id: delivery.id,
              kind: 'WEB_SITE',
              title: 'Site de la crèche',
              on: '2011-06-01',
              organisation: { name: 'Mairie de Lanester' },
              programme: { name: 'Ordi 2.0' },
              history: [{ verb: 'recordService' }],
            },
          ],
        },
      },
    ]);
  });

  it.each([
    [{ organisationId: 'ORG-none' }, 'NOT_FOUND', 'organisationId'],
    [{ programmeId: 'none' }, 'NOT_FOUND', 'programmeId'],
    [{ on: '2011-06-16' }, 'IN_THE_FUTURE', 'on'],
    [{ title: '' }, 'INVALID_INPUT', 'title'],
    [{ minutes: 0 }, 'INVALID_INPUT', 'minutes'],
  ])('refuses %j with %s', async (changes, code, field) => {
    const { delivery, userErrors } = await recordService(partners.as('manager'), organisationId, changes);
    expect(delivery).toBeNull();
    expect(userErrors).toMatchObject([{ code, field: [field] }]);
  });

  it('records once when it is asked twice with one key', async () => {
    const asked = { idempotencyKey: 'the same key' };
    const once = await recordService(partners.as('manager'), organisationId, asked);
    expect(await recordService(partners.as('manager'), organisationId, asked)).toEqual(once);
  });

  it('is read for twelve organisations with as many statements as for two', async () => {
    const api = partners.as('manager');
    for (let made = 0; made < 12; made++) await recordService(api, (await anOrganisation(api)).id);
    const count = (first: number) => partners.countStatements(() => api.request(DELIVERIES, { first }));
    expect(await count(12)).toBe(await count(2));
  });

  it('is shown to a partner when it is its own', async () => {
    await recordService(partners.as('manager'), organisationId);
    const seenBy = async (organisation: string) => {
      const query = 'query ($id: ID!) { organisation(id: $id) { deliveries { nodes { id } } } }';
      const answer = await partners.as('partner', { organisation }).request(query, { id: organisationId });
      return answer.organisation.deliveries.nodes.length;
    };
    expect(await seenBy(organisationId)).toBeGreaterThan(0);
    expect(await seenBy('ORG-other')).toBe(0);
  });

  it.each(['anonymous', 'coordinator', 'partner'] as const)('is not for %s', async (role) => {
    await expect(recordService(partners.as(role), organisationId)).rejects.toThrow('recordService');
  });
});
