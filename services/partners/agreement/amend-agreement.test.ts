import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aReportingService, runSql } from '../testing/partners.ts';
import {
  amendAgreement,
  anAgreement,
  proposeAgreement,
  receiveInstalment,
  terminateAgreement,
} from './agreement.factory.ts';

let partners: ServiceUnderTest;
beforeAll(async () => {
  ({ partners } = await aReportingService({ today: '2011-06-15' }));
});
afterAll(() => partners.close());

const api = () => partners.as('manager');
const FAMILIES = { indicator: 'familiesEquipped', value: 380, period: '2011', territory: 'EPCI-200042174' };
const TERMS = `query ($id: ID!) { agreement(id: $id) {
  state endsOn amount received targets { indicator value period territory { name } }
  terms { version agreedOn endsOn amount reason instalments { dueOn amount } targets { indicator territory { code } } }
} }`;

describe('amendAgreement', () => {
  it('changes the terms and keeps the earlier ones readable', async () => {
    const { id, instalments } = await anAgreement(api(), { targets: [FAMILIES] });
    await receiveInstalment(api(), instalments[0]!.id, { amount: 600 });
    const { userErrors, agreement } = await amendAgreement(api(), id, {
      endsOn: '2012-06-30',
      amount: 1500,
      instalments: [
        { dueOn: '2012-03-31', amount: 500 },
        { dueOn: '2011-09-30', amount: 400 },
      ],
      targets: [{ ...FAMILIES, value: 400 }],
    });
    expect(userErrors).toEqual([]);
    expect(agreement.instalments.map(({ dueOn, amount }) => [dueOn, amount])).toEqual([
      ['2011-03-31', 699.5],
      ['2011-09-30', 400],
      ['2012-03-31', 500],
    ]);
    const read = (await api().request(TERMS, { id })).agreement;
    expect(read).toMatchObject({
      state: 'AMENDED',
      endsOn: '2012-06-30',
      amount: 1500,
      received: 600,
      targets: [
        {
          indicator: 'familiesEquipped',
          value: 400,
          territory: { name: 'CA Lorient Agglomération' },
        },
      ],
      terms: [
        {
          version: 1,
          agreedOn: '2011-01-10',
          endsOn: '2011-12-31',
          amount: 1e3,
          reason: null,
        },
        {
          version: 2,
          agreedOn: '2011-05-15',
          endsOn: '2012-06-30',
          amount: 1500,
          reason: 'Avenant',
        },
      ],
    });
    expect(read.terms[0].instalments).toEqual([
      { dueOn: '2011-03-31', amount: 699.5 },
      { dueOn: '2011-09-30', amount: 300.5 },
    ]);
    expect(read.terms[1].instalments.map(({ amount }: { amount: number }) => amount)).toEqual([600, 400, 500]);
    expect(read.terms[0].targets).toEqual([{ indicator: 'familiesEquipped', territory: { code: 'EPCI-200042174' } }]);
  });

  it('lowers the amount to what came, never below', async () => {
    const { id, instalments } = await anAgreement(api());
    await receiveInstalment(api(), instalments[0]!.id);
    const below = await amendAgreement(api(), id, { amount: 699.49, instalments: [] });
    expect(below.userErrors).toMatchObject([{ code: 'BELOW_WHAT_CAME', field: ['amount'] }]);
    expect((await amendAgreement(api(), id, { amount: 699.5, instalments: [] })).agreement.instalments).toHaveLength(1);
    await expect(runSql(partners, `update agreement set amount_cents = 100 where id = '${id}'`)).rejects.toThrow(
      'more received than agreed',
    );
  });

  it('withdraws the instalments it replaces', async () => {
    const { id, instalments } = await anAgreement(api());
    await amendAgreement(api(), id, { instalments: [{ dueOn: '2011-12-01', amount: 1000 }] });
    const { userErrors } = await receiveInstalment(api(), instalments[0]!.id);
    expect(userErrors).toMatchObject([{ code: 'WITHDRAWN', field: ['instalmentId'] }]);
  });

  it('numbers what it adds after what the terms before it counted', async () => {
    const { id } = await anAgreement(api());
    for (const dueOn of ['2011-12-01', '2011-11-01']) {
      await amendAgreement(api(), id, { instalments: [{ dueOn, amount: 1000 }] });
    }
    const read = (await api().request(TERMS, { id })).agreement;
    expect(read.terms.map(({ version }: { version: number }) => version)).toEqual([1, 2, 3]);
  });

  it('lets one of two amendments through that would contradict each other, or both in turn', async () => {
    const { id } = await anAgreement(api());
    const both = ['2012-01-31', '2012-02-29'].map((endsOn) => amendAgreement(api(), id, { endsOn }));
    expect((await Promise.all(both)).flatMap(({ userErrors }) => userErrors)).toEqual([]);
    const read = (await api().request(TERMS, { id })).agreement;
    expect(read.terms.at(-1).endsOn).toBe(read.endsOn);
    expect(read.terms).toHaveLength(3);
  });

  it('amends once when it is asked twice with one key', async () => {
    const { id } = await anAgreement(api());
    const asked = { endsOn: '2012-01-31', idempotencyKey: 'the same key' };
    const once = await amendAgreement(api(), id, asked);
    expect(await amendAgreement(api(), id, asked)).toEqual(once);
  });

  it.each([
    [{}, 'NOTHING_CHANGES', null],
    [{ amount: 1000, endsOn: '2011-12-31' }, 'NOTHING_CHANGES', null],
    [{ endsOn: '2011-05-14' }, 'ENDS_BEFORE_START', ['endsOn']],
    [{ amount: 0, instalments: [] }, 'AMOUNT_MISSING', ['amount']],
    [{ amount: 1200 }, 'INSTALMENTS_DO_NOT_ADD_UP', ['instalments']],
    [{ instalments: [{ dueOn: '2011-12-01', amount: 999 }] }, 'INSTALMENTS_DO_NOT_ADD_UP', ['instalments']],
    [{ endsOn: '2012-01-31', on: '2011-01-19' }, 'BEFORE_SIGNATURE', ['on']],
    [{ endsOn: '2012-01-31', on: '2011-06-16' }, 'IN_THE_FUTURE', ['on']],
    [{ endsOn: '2012-01-31', reason: '' }, 'INVALID_INPUT', ['reason']],
    [{ agreementId: 'agreement_none' }, 'NOT_FOUND', ['agreementId']],
    [{ targets: [{ ...FAMILIES, indicator: 'miracles' }] }, 'UNKNOWN_INDICATOR', ['targets', '0', 'indicator']],
    [{ targets: [{ ...FAMILIES, territory: 'REG-99' }] }, 'UNKNOWN_TERRITORY', ['targets', '0', 'territory']],
    [{ targets: [{ ...FAMILIES, period: '2012' }] }, 'TARGET_OUTSIDE_THE_AGREEMENT', ['targets', '0', 'period']],
    [{ targets: [{ ...FAMILIES, inProgramme: true }] }, 'NO_PROGRAMME', ['targets', '0', 'inProgramme']],
    [{ targets: [FAMILIES, FAMILIES] }, 'TARGET_TWICE', ['targets']],
    [{ targets: [{ ...FAMILIES, value: 0 }] }, 'INVALID_INPUT', ['targets', '0', 'value']],
  ])('refuses %j with %s', async (changes, code, field) => {
    const { id } = await anAgreement(api());
    const { userErrors } = await amendAgreement(api(), id, changes);
    expect(userErrors).toMatchObject([{ code, field }]);
  });

  it('refuses what is not signed, what was ended, and what is over', async () => {
    const { agreement: proposed } = await proposeAgreement(api());
    const { id: ended } = await anAgreement(api());
    await terminateAgreement(api(), ended, { on: '2011-05-10' });
    const { id: over } = await anAgreement(api(), { endsOn: '2011-05-14' });
    const codes = [];
    for (const id of [proposed.id, ended, over]) {
      codes.push((await amendAgreement(api(), id, { endsOn: '2012-01-31' })).userErrors[0]!.code);
    }
    expect(codes).toEqual(['NOT_SIGNED', 'TERMINATED', 'AFTER_ITS_END']);
  });

  it('refuses a day before the last amendment, money for a partnership, and an end that leaves a target outside', async () => {
    const { id } = await anAgreement(api(), { targets: [{ ...FAMILIES, period: '2011-12' }] });
    await amendAgreement(api(), id, { endsOn: '2012-01-31' });
    const earlier = await amendAgreement(api(), id, { endsOn: '2012-02-29', on: '2011-05-14' });
    expect(earlier.userErrors).toMatchObject([{ code: 'BEFORE_LAST_AMENDMENT', field: ['on'] }]);
    const shorter = await amendAgreement(api(), id, { endsOn: '2011-11-30' });
    expect(shorter.userErrors).toMatchObject([{ code: 'TARGET_OUTSIDE_THE_AGREEMENT' }]);
    const partnership = await anAgreement(api(), { kind: 'PARTNERSHIP', amount: 0, instalments: [] });
    const money = await amendAgreement(api(), partnership.id, { amount: 5 });
    expect(money.userErrors).toMatchObject([{ code: 'AMOUNT_UNEXPECTED', field: ['amount'] }]);
  });

  it('is never rewritten, whoever writes', async () => {
    await anAgreement(api());
    for (const sql of ['update agreement_terms set amount_cents = 1', 'delete from agreement_terms']) {
      await expect(runSql(partners, sql)).rejects.toThrow('never rewritten');
    }
  });

  it.each(['lender', 'coordinator', 'partner'] as const)('is not for %s', async (role) => {
    await expect(amendAgreement(partners.as(role), 'agreement_none')).rejects.toThrow('amendAgreement');
  });
});
