import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPartnersService } from '../testing/partners.ts';
import { anAgreement, proposeAgreement, signAgreement, terminateAgreement } from './agreement.factory.ts';

let partners: ServiceUnderTest;
beforeAll(async () => {
  partners = await aPartnersService();
});
afterAll(() => partners.close());
afterEach(() => partners.clock.set('2011-06-15'));

describe('signAgreement', () => {
  it('puts it in force from its first to its last day', async () => {
    const api = partners.as('manager');
    const { agreement } = await proposeAgreement(api, { startsOn: '2011-06-20' });
    const signed = await signAgreement(api, agreement.id, '2011-02-01');
    expect(signed.agreement).toMatchObject({ signedOn: '2011-02-01', state: 'SIGNED' });
    const stateOn = async (day: string) => {
      partners.clock.set(day);
      return (await api.request('query ($id: ID!) { agreement(id: $id) { state } }', { id: agreement.id })).agreement
        .state;
    };
    expect(await stateOn('2011-06-20')).toBe('IN_FORCE');
    expect(await stateOn('2011-12-31')).toBe('IN_FORCE');
    expect(await stateOn('2012-01-01')).toBe('EXPIRED');
  });

  it('refuses what is signed', async () => {
    const { id } = await anAgreement(partners.as('manager'));
    expect((await signAgreement(partners.as('manager'), id)).userErrors).toMatchObject([{ code: 'ALREADY_SIGNED' }]);
  });

  it('refuses what was given up', async () => {
    const api = partners.as('manager');
    const { agreement } = await proposeAgreement(api);
    await terminateAgreement(api, agreement.id);
    expect((await signAgreement(api, agreement.id)).userErrors).toMatchObject([{ code: 'TERMINATED' }]);
  });

  it.each([
    ['2011-01-09', 'BEFORE_PROPOSAL'],
    ['2011-06-16', 'IN_THE_FUTURE'],
  ])('refuses the day %s with %s', async (on, code) => {
    const { agreement } = await proposeAgreement(partners.as('manager'));
    const { userErrors } = await signAgreement(partners.as('manager'), agreement.id, on);
    expect(userErrors).toMatchObject([{ code, field: ['on'] }]);
  });

  it('refuses a day after the end of it', async () => {
    const { agreement } = await proposeAgreement(partners.as('manager'), { endsOn: '2011-03-31' });
    const { userErrors } = await signAgreement(partners.as('manager'), agreement.id, '2011-04-01');
    expect(userErrors).toMatchObject([{ code: 'AFTER_ITS_END', field: ['on'] }]);
  });

  it('refuses an agreement that nobody knows', async () => {
    const { userErrors } = await signAgreement(partners.as('manager'), 'agreement_none');
    expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['agreementId'] }]);
  });

  it('is for managers only', async () => {
    await expect(signAgreement(partners.as('partner'), 'agreement_none')).rejects.toThrow('signAgreement');
  });
});
