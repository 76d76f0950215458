import pg from 'pg';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPartnersService } from '../testing/partners.ts';
import { anAgreement, proposeAgreement, receiveInstalment } from './agreement.factory.ts';

let partners: ServiceUnderTest;
beforeAll(async () => {
  partners = await aPartnersService();
});
afterAll(() => partners.close());

const instalmentsOf = async (changes: Record<string, unknown> = {}): Promise<[string, string]> => {
  const { instalments } = await anAgreement(partners.as('manager'), changes);
  return [instalments[0]!.id, instalments[1]!.id];
};

describe('receiveInstalment', () => {
  it('takes in what was planned, on the day it came', async () => {
    const [first] = await instalmentsOf();
    const { agreement, userErrors } = await receiveInstalment(partners.as('manager'), first);
    expect(userErrors).toEqual([]);
    expect(agreement.instalments).toMatchObject([
      { receivedOn: '2011-04-01', receivedAmount: 699.5 },
      { receivedOn: null, receivedAmount: null },
    ]);
  });

  it('takes in less first and the rest later, but never more than was agreed', async () => {
    const [first, second] = await instalmentsOf();
    await receiveInstalment(partners.as('manager'), first, { amount: 100 });
    const tooMuch = await receiveInstalment(partners.as('manager'), second, { amount: 900.01 });
    expect(tooMuch.userErrors).toMatchObject([{ code: 'BEYOND_THE_AGREEMENT', field: ['amount'] }]);
    expect(tooMuch.userErrors[0]!.message).toContain('900 €');
    const { agreement } = await receiveInstalment(partners.as('manager'), second, { amount: 900 });
    expect(agreement.instalments.map(({ receivedAmount }) => receivedAmount)).toEqual([100, 900]);
  });

  it('lets only one of two through that would go beyond the agreement together', async () => {
    const both = await instalmentsOf();
    const answers = await Promise.all(both.map((id) => receiveInstalment(partners.as('manager'), id, { amount: 600 })));
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'BEYOND_THE_AGREEMENT' }]);
  });

  it('takes in an instalment from one of two who record it at once', async () => {
    const [first] = await instalmentsOf();
    const both = [1, 2].map(() => receiveInstalment(partners.as('manager'), first, { amount: 100 }));
    const refusals = (await Promise.all(both)).flatMap(({ userErrors }) => userErrors);
    expect(refusals).toMatchObject([{ code: 'ALREADY_RECEIVED' }]);
  });

  it('counts a repeated call once', async () => {
    const [first] = await instalmentsOf();
    const once = await receiveInstalment(partners.as('manager'), first, { idempotencyKey: 'bank line 42' });
    expect(await receiveInstalment(partners.as('manager'), first, { idempotencyKey: 'bank line 42' })).toEqual(once);
  });

  it('refuses what came already', async () => {
    const [first] = await instalmentsOf();
    await receiveInstalment(partners.as('manager'), first);
    const { userErrors } = await receiveInstalment(partners.as('manager'), first);
    expect(userErrors).toMatchObject([{ code: 'ALREADY_RECEIVED', field: ['instalmentId'] }]);
  });

  it('refuses money for an agreement that nobody signed', async () => {
    const { agreement } = await proposeAgreement(partners.as('manager'));
    const { userErrors } = await receiveInstalment(partners.as('manager'), agreement.instalments[0]!.id);
    expect(userErrors).toMatchObject([{ code: 'NOT_SIGNED', field: ['instalmentId'] }]);
  });

  it.each([
    [{ on: '2011-01-19' }, 'BEFORE_SIGNATURE', 'on'],
    [{ on: '2011-06-16' }, 'IN_THE_FUTURE', 'on'],
    [{ amount: 0 }, 'INVALID_INPUT', 'amount'],
    [{ instalmentId: 'instalment_none' }, 'NOT_FOUND', 'instalmentId'],
  ])('refuses %j with %s', async (changes, code, field) => {
    const [first] = await instalmentsOf();
    const { userErrors } = await receiveInstalment(partners.as('manager'), first, changes);
    expect(userErrors).toMatchObject([{ code, field: [field] }]);
  });

  it('is refused by the database itself when it goes beyond the agreement', async () => {
    const [first] = await instalmentsOf();
    const client = new pg.Client({ connectionString: partners.databaseUrl, options: '-c search_path=partners' });
    await client.connect();
    const excess = client.query(
      "update instalment set received_on = '2011-04-01', received_cents = 100001, commune = 'COM-56121' where id = $1",
      [first],
    );
    await expect(excess).rejects.toThrow('more received than agreed');
    await client.end();
  });

  it('is for managers only', async () => {
    await expect(receiveInstalment(partners.as('partner'), 'instalment_none')).rejects.toThrow('receiveInstalment');
  });
});

describe('A hub', () => {
  it('takes in no money', async () => {
    const hub = await aPartnersService({ association: null });
    try {
      await expect(receiveInstalment(hub.as('manager'), 'instalment_none')).rejects.toThrow('FORBIDDEN');
    } finally {
      await hub.close();
    }
  });
});
