import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPartnersService } from '../testing/partners.ts';
import { anAgreement, proposeAgreement, terminateAgreement } from './agreement.factory.ts';

let partners: ServiceUnderTest;
beforeAll(async () => {
  partners = await aPartnersService();
});
afterAll(() => partners.close());

describe('terminateAgreement', () => {
  it('ends an agreement early and says why', async () => {
    const api = partners.as('manager');
    const { id } = await anAgreement(api);
    expect((await terminateAgreement(api, id)).agreement.state).toBe('TERMINATED');
    const query = 'query ($id: ID!) { agreement(id: $id) { terminatedOn terminationReason history { verb } } }';
    expect((await api.request(query, { id })).agreement).toEqual({
      terminatedOn: '2011-05-31',
      terminationReason: 'Fin du dispositif',
      history: [{ verb: 'proposeAgreement' }, { verb: 'signAgreement' }, { verb: 'terminateAgreement' }],
    });
  });

  it('gives up a proposal', async () => {
    const { agreement } = await proposeAgreement(partners.as('manager'));
    expect((await terminateAgreement(partners.as('manager'), agreement.id)).agreement.state).toBe('TERMINATED');
  });

  it('refuses a second end', async () => {
    const { id } = await anAgreement(partners.as('manager'));
    await terminateAgreement(partners.as('manager'), id);
    const { userErrors } = await terminateAgreement(partners.as('manager'), id);
    expect(userErrors).toMatchObject([{ code: 'TERMINATED', field: ['agreementId'] }]);
  });

  it.each([
    [{ on: '2011-01-19' }, 'BEFORE_SIGNATURE', 'on'],
    [{ on: '2011-06-16' }, 'IN_THE_FUTURE', 'on'],
    [{ reason: '' }, 'INVALID_INPUT', 'reason'],
    [{ agreementId: 'agreement_none' }, 'NOT_FOUND', 'agreementId'],
  ])('refuses %j with %s', async (changes, code, field) => {
    const { id } = await anAgreement(partners.as('manager'));
    const { userErrors } = await terminateAgreement(partners.as('manager'), id, changes);
    expect(userErrors).toMatchObject([{ code, field: [field] }]);
  });

  it('refuses to give up a proposal before it was made', async () => {
    const { agreement } = await proposeAgreement(partners.as('manager'));
    const { userErrors } = await terminateAgreement(partners.as('manager'), agreement.id, { on: '2011-01-09' });
    expect(userErrors).toMatchObject([{ code: 'BEFORE_PROPOSAL', field: ['on'] }]);
  });

  it('refuses an end after the last day', async () => {
    const { id } = await anAgreement(partners.as('manager'), { endsOn: '2011-03-31' });
    const { userErrors } = await terminateAgreement(partners.as('manager'), id, { on: '2011-04-01' });
    expect(userErrors).toMatchObject([{ code: 'AFTER_ITS_END', field: ['on'] }]);
  });

  it('is for managers only', async () => {
    await expect(terminateAgreement(partners.as('partner'), 'agreement_none')).rejects.toThrow('terminateAgreement');
  });
});
