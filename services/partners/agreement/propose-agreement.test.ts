import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { registerProgramme } from '../programme/programme.factory.ts';
import { aPartnersService } from '../testing/partners.ts';
import { proposeAgreement } from './agreement.factory.ts';

let partners: ServiceUnderTest;
beforeAll(async () => {
  partners = await aPartnersService();
});
afterAll(() => partners.close());

const TARGET = { indicator: 'standardCost', value: 95_000, period: '2011' };

describe('proposeAgreement', () => {
  it('plans instalments in the order they are due, to the cent', async () => {
    const { agreement, userErrors } = await proposeAgreement(partners.as('manager'));
    expect(userErrors).toEqual([]);
    expect(agreement).toMatchObject({
      state: 'PROPOSED',
      amount: 1000,
      instalments: [
        { dueOn: '2011-03-31', amount: 699.5, receivedOn: null, receivedAmount: null },
        { dueOn: '2011-09-30', amount: 300.5 },
      ],
    });
  });

  it('takes a partnership without money, in a programme', async () => {
    const api = partners.as('manager');
    await registerProgramme(api, { id: 'ordi-2-0' });
    const { agreement } = await proposeAgreement(api, {
      kind: 'PARTNERSHIP',
      amount: 0,
      instalments: [],
      programmeId: 'ordi-2-0',
    });
    const { agreement: read } = await api.request(
      'query ($id: ID!) { agreement(id: $id) { kind programme { name } organisation { name } history { verb } } }',
      { id: agreement.id },
    );
    expect(read).toEqual({
      kind: 'PARTNERSHIP',
      programme: { name: 'Ordi 2.0' },
      organisation: { name: 'Mairie de Lanester' },
      history: [{ verb: 'proposeAgreement' }],
    });
  });

  it.each([
    [{ organisationId: 'ORG-none' }, 'NOT_FOUND', 'organisationId'],
    [{ programmeId: 'none' }, 'NOT_FOUND', 'programmeId'],
    [{ endsOn: '2010-12-31' }, 'ENDS_BEFORE_START', 'endsOn'],
    [{ amount: 0, instalments: [] }, 'AMOUNT_MISSING', 'amount'],
    [{ kind: 'PARTNERSHIP' }, 'AMOUNT_UNEXPECTED', 'amount'],
    [{ amount: 999.99 }, 'INSTALMENTS_DO_NOT_ADD_UP', 'instalments'],
    [{ on: '2011-06-16' }, 'IN_THE_FUTURE', 'on'],
    [{ amount: 10.001 }, 'INVALID_INPUT', 'amount'],
    [{ title: '' }, 'INVALID_INPUT', 'title'],
    [{ targets: [TARGET, TARGET] }, 'TARGET_TWICE', 'targets'],
  ])('refuses %j with %s', async (changes, code, field) => {
    const { agreement, userErrors } = await proposeAgreement(partners.as('manager'), changes);
    expect(agreement).toBeNull();
    expect(userErrors).toMatchObject([{ code, field: [field] }]);
  });

  it.each([
    [{ indicator: 'miracles' }, 'UNKNOWN_INDICATOR', 'indicator'],
    [{ territory: 'REG-99' }, 'UNKNOWN_TERRITORY', 'territory'],
    [{ period: '2012' }, 'TARGET_OUTSIDE_THE_AGREEMENT', 'period'],
    [{ inProgramme: true }, 'NO_PROGRAMME', 'inProgramme'],
    [{ value: -1 }, 'INVALID_INPUT', 'value'],
  ])('refuses a target with %j: %s', async (changes, code, field) => {
    const { userErrors } = await proposeAgreement(partners.as('manager'), { targets: [{ ...TARGET, ...changes }] });
    expect(userErrors).toMatchObject([{ code, field: ['targets', '0', field] }]);
  });

  it('names the instalment that is wrong', async () => {
    const instalments = [{ dueOn: '2011-03-31', amount: -5 }];
    const { userErrors } = await proposeAgreement(partners.as('manager'), { instalments });
    expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['instalments', '0', 'amount'] }]);
  });

  it('proposes once when it is asked twice with one key', async () => {
    const api = partners.as('manager');
    const once = await proposeAgreement(api);
    const asked = { organisationId: (await ofAgreement(once.agreement.id)).id, idempotencyKey: 'the same key' };
    const first = await proposeAgreement(api, asked);
    expect(await proposeAgreement(api, asked)).toEqual(first);
  });

  it.each(['lender', 'coordinator', 'partner'] as const)('is not for %s', async (role) => {
    await expect(proposeAgreement(partners.as(role), { organisationId: 'ORG-x' })).rejects.toThrow('proposeAgreement');
  });
});

async function ofAgreement(id: string): Promise<{ id: string }> {
  const query = 'query ($id: ID!) { agreement(id: $id) { organisation { id } } }';
  return (await partners.as('manager').request(query, { id })).agreement.organisation;
}
