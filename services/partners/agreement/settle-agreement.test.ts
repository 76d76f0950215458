import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPartnersService, buildFigures, runSql } from '../testing/partners.ts';
import {
  amendAgreement,
  anAgreement,
  correctInstalment,
  proposeAgreement,
  receiveInstalment,
  settleAgreement,
} from './agreement.factory.ts';

let partners: ServiceUnderTest;
beforeAll(async () => {
  partners = await aPartnersService();
});
afterAll(() => partners.close());

const api = () => partners.as('manager');

async function received(changes: object = {}) {
  const agreement = await anAgreement(api(), {});
  const [first, second] = agreement.instalments.map(({ id }) => id) as [string, string];
  await receiveInstalment(api(), first, changes);
  return { id: agreement.id, first, second };
}

/** As when a report that covers its last day is locked: reporting periods have their own tests. */
const report = (id: string) => runSql(partners, `update agreement set reported_on = '2011-06-10' where id = '${id}'`);

const LEDGER = `query ($id: ID!) { agreement(id: $id) {
  received instalments { receivedOn receivedAmount receipts { id receivedOn amount reverses reason } }
} }`;

describe('correctInstalment', () => {
  // First, since a month of one or two funders hides another.
  it('counts where the correction says', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => received({ on: '2011-03-01' })));
    for (const { first } of all.slice(3)) await correctInstalment(api(), first, { amount: 100, on: '2011-02-01' });
    partners.clock.set('2013-06-15');
    await buildFigures(partners);
    const query =
      '{ march: impact(period: "2011-03") { funding { value } } february: impact(period: "2011-02") { funding { value } } }';
    expect(await partners.as('anonymous').request(query)).toEqual({
      march: { funding: { value: 3 * 699.5 } },
      february: { funding: { value: 300 } },
    });
    partners.clock.set('2011-06-15');
  });

  it('undoes the entry and books what really came; the ledger tells both', async () => {
    const { id, first } = await received();
    expect((await correctInstalment(api(), first, { on: '2011-04-04' })).userErrors).toEqual([]);
    const { agreement } = await api().request(LEDGER, { id });
    expect(agreement.received).toBe(500);
    const [{ receipts, ...instalment }] = agreement.instalments;
    expect(instalment).toEqual({ receivedOn: '2011-04-04', receivedAmount: 500 });
    expect(receipts).toMatchObject([
      { receivedOn: '2011-04-01', amount: 699.5, reverses: null, reason: null },
      { receivedOn: '2011-04-01', amount: -699.5, reverses: receipts[0].id, reason: 'Erreur de saisie' },
      { receivedOn: '2011-04-04', amount: 500, reverses: null },
    ]);
  });

  it('takes back what never came, and lets it come later', async () => {
    const { id, first } = await received();
    await correctInstalment(api(), first, { amount: 0 });
    expect((await api().request(LEDGER, { id })).agreement.received).toBe(0);
    expect((await receiveInstalment(api(), first)).userErrors).toEqual([]);
    expect((await correctInstalment(api(), first, { amount: 1 })).userErrors).toEqual([]);
    const { agreement } = await api().request(LEDGER, { id });
    const sum = agreement.instalments[0].receipts.reduce(
      (total: number, { amount }: { amount: number }) => total + amount,
      0,
    );
    expect(sum).toBe(1);
  });

  it('corrects once of two who do it at once with the same words', async () => {
    const { first } = await received();
    const both = [1, 2].map(() => correctInstalment(api(), first));
    const refusals = (await Promise.all(both)).flatMap(({ userErrors }) => userErrors);
    expect(refusals).toMatchObject([{ code: 'NOTHING_CHANGES' }]);
  });

  it('answers a repetition as the first time', async () => {
    const { first } = await received();
    const once = await correctInstalment(api(), first, { idempotencyKey: 'the same key' });
    expect(await correctInstalment(api(), first, { idempotencyKey: 'the same key' })).toEqual(once);
  });

  it.each([
    [{ amount: 699.5 }, 'NOTHING_CHANGES', ['amount']],
    [{ amount: 1000.01 }, 'BEYOND_THE_AGREEMENT', ['amount']],
    [{ on: '2011-01-19' }, 'BEFORE_SIGNATURE', ['on']],
    [{ on: '2011-06-16' }, 'IN_THE_FUTURE', ['on']],
    [{ amount: -1 }, 'INVALID_INPUT', ['amount']],
    [{ reason: '' }, 'INVALID_INPUT', ['reason']],
    [{ instalmentId: 'instalment_none' }, 'NOT_FOUND', ['instalmentId']],
  ])('refuses %j with %s', async (changes, code, field) => {
    const { first } = await received();
    expect((await correctInstalment(api(), first, changes)).userErrors).toMatchObject([{ code, field }]);
  });

  it('refuses what did not come', async () => {
    const { second } = await received();
    const { userErrors } = await correctInstalment(api(), second);
    expect(userErrors).toMatchObject([{ code: 'NOT_RECEIVED', field: ['instalmentId'] }]);
  });

  it('refuses what other instalments replaced', async () => {
    const { id, first } = await received();
    await correctInstalment(api(), first, { amount: 0 });
    await amendAgreement(api(), id, { instalments: [{ dueOn: '2011-12-01', amount: 1000 }] });
    const { userErrors } = await correctInstalment(api(), first);
    expect(userErrors).toMatchObject([{ code: 'WITHDRAWN', field: ['instalmentId'] }]);
  });

  it('never loses an entry, whoever writes', async () => {
    await received();
    for (const sql of ['update receipt set cents = 1', 'delete from receipt']) {
      await expect(runSql(partners, sql)).rejects.toThrow('never rewritten');
    }
  });

  it('is for managers only', async () => {
    await expect(correctInstalment(partners.as('coordinator'), 'none')).rejects.toThrow('correctInstalment');
  });
});

describe('settleAgreement', () => {
  it('closes the accounts: what never came is waived, what was too much is paid back', async () => {
    const { id } = await received();
    await report(id);
    const { agreement, userErrors } = await settleAgreement(api(), id, { waived: 300.5, paidBack: 99.5 });
    expect(userErrors).toEqual([]);
    expect(agreement.state).toBe('SETTLED');
    const query = 'query ($id: ID!) { agreement(id: $id) { waived paidBack settledOn reportedOn } }';
    expect((await api().request(query, { id })).agreement).toEqual({
      waived: 300.5,
      paidBack: 99.5,
      settledOn: '2011-06-15',
      reportedOn: '2011-06-10',
    });
    const settled = (await api().request('{ agreements(state: SETTLED) { nodes { id } } }')).agreements.nodes;
    expect(settled).toContainEqual({ id });
  });

  it('is the last word on its money', async () => {
    const { id, first, second } = await received();
    await report(id);
    await settleAgreement(api(), id, { waived: 300.5 });
    const codes = [
      await receiveInstalment(api(), second),
      await correctInstalment(api(), first),
      await settleAgreement(api(), id, { waived: 300.5 }),
    ].map(({ userErrors }) => userErrors[0]!.code);
    expect(codes).toEqual(['SETTLED', 'SETTLED', 'SETTLED']);
  });

  it.each([
    [{}, 'BALANCE_OPEN', ['waived']],
    [{ waived: 300 }, 'BALANCE_OPEN', ['waived']],
    [{ waived: 300.5, paidBack: 699.51 }, 'BEYOND_WHAT_CAME', ['paidBack']],
    [{ waived: 300.5, on: '2011-06-09' }, 'BEFORE_REPORT', ['on']],
    [{ waived: 300.5, on: '2011-06-16' }, 'IN_THE_FUTURE', ['on']],
    [{ waived: -1 }, 'INVALID_INPUT', ['waived']],
    [{ agreementId: 'agreement_none' }, 'NOT_FOUND', ['agreementId']],
  ])('refuses %j with %s', async (changes, code, field) => {
    const { id } = await received();
    await report(id);
    expect((await settleAgreement(api(), id, changes)).userErrors).toMatchObject([{ code, field }]);
  });

  it('is not amended any more, nor is what was reported on to its end', async () => {
    const { id } = await received();
    const on = '2011-06-15';
    const amended = () => amendAgreement(api(), id, { amount: 30_000, endsOn: '2013-12-31', on });
    await report(id);
    expect((await amended()).userErrors).toMatchObject([{ code: 'REPORTED', field: ['agreementId'] }]);
    await settleAgreement(api(), id, { waived: 300.5 });
    expect((await amended()).userErrors).toMatchObject([{ code: 'SETTLED', field: ['agreementId'] }]);
  });

  it('refuses what was not reported on', async () => {
    const { agreement } = await proposeAgreement(api());
    const { userErrors } = await settleAgreement(api(), agreement.id);
    expect(userErrors).toMatchObject([{ code: 'NOT_REPORTED', field: ['agreementId'] }]);
  });

  it('is for managers only', async () => {
    await expect(settleAgreement(partners.as('partner'), 'none')).rejects.toThrow('settleAgreement');
  });
});
