import pg from 'pg';
import type { ServiceUnderTest } from '../../packages/platform/testing/a-service.ts';
import { anAgreement, receiveInstalment } from './agreement/agreement.factory.ts';
import { recordService } from './delivery/delivery.factory.ts';
import { anOrganisation } from './organisation/organisation.factory.ts';
import { aPartnersService, buildFigures } from './testing/partners.ts';

let partners: ServiceUnderTest;
beforeEach(async () => {
  partners = await aPartnersService();
});
afterEach(() => partners.close());

/** Money of one funder, in one instalment of a new agreement. */
async function receive(amount: number, on: string, changes: object = {}): Promise<string> {
  const api = partners.as('manager');
  const instalments = [{ dueOn: on, amount }];
  const agreement = await anAgreement(api, { amount, instalments, ...changes });
  await receiveInstalment(api, agreement.instalments[0]!.id, { on });
  return agreement.instalments[0]!.id;
}

async function figure(name: string, period: string, changes: object = {}): Promise<unknown> {
  await buildFigures(partners);
  const query = `query ($period: Period!, $territory: ID, $programme: ID) {
    impact(period: $period, territory: $territory, programme: $programme) { figure: ${name} { value status } }
  }`;
  return (await partners.as('anonymous').request(query, { period, ...changes })).impact.figure;
}

describe('funding', () => {
  it('is what came in the period, at the seat, when three funders share it', async () => {
    for (const amount of [500, 300.25, 200.5]) await receive(amount, '2011-04-01');
    expect(await figure('funding', '2011')).toEqual({ value: 1000.75, status: 'EXACT' });
    expect(await figure('funding', '2011', { territory: 'COM-56121' })).toEqual({ value: 1000.75, status: 'EXACT' });
    expect(await figure('funding', '2010')).toEqual({ value: 0, status: 'EXACT' });
    expect(await figure('funding', '2012')).toEqual({ value: null, status: 'UNAVAILABLE' });
  });

  it('is not told of two funders, nor when one gives nearly all', async () => {
    for (const amount of [500, 300]) await receive(amount, '2011-04-01');
    expect(await figure('funding', '2011')).toEqual({ value: null, status: 'PROTECTED' });
    await receive(8000, '2011-04-01');
    expect(await figure('funding', '2011')).toEqual({ value: null, status: 'PROTECTED' });
  });

  it('leaves out what is only planned', async () => {
    for (const amount of [500, 300, 200]) await receive(amount, '2011-04-01');
    await anAgreement(partners.as('manager'));
    expect(await figure('funding', '2011')).toEqual({ value: 1000, status: 'EXACT' });
  });

  it('follows a day that is corrected outside of the service', async () => {
    const ids = [];
    for (const amount of [500, 300, 200]) ids.push(await receive(amount, '2011-04-01'));
    await figure('funding', '2011');
    const client = new pg.Client({ connectionString: partners.databaseUrl, options: '-c search_path=partners' });
    await client.connect();
    await client.query("update instalment set received_on = '2010-12-31' where id = any($1)", [ids]);
    await client.end();
    expect(await figure('funding', '2011')).toEqual({ value: 0, status: 'EXACT' });
    expect(await figure('funding', '2010')).toEqual({ value: 1000, status: 'EXACT' });
  });
});

describe('servicesDelivered', () => {
  it('counts each service to at least three organisations, where they sit', async () => {
    const api = partners.as('manager');
    for (const commune of ['COM-56121', 'COM-56121', 'COM-56098']) {
      await recordService(api, (await anOrganisation(api, { commune })).id);
    }
    expect(await figure('servicesDelivered', '2011')).toEqual({ value: 3, status: 'EXACT' });
    expect(await figure('servicesDelivered', '2011', { territory: 'DEP-56' })).toEqual({ value: 3, status: 'EXACT' });
    expect(await figure('servicesDelivered', '2011', { territory: 'DEP-22' })).toEqual({ value: 0, status: 'EXACT' });
  });
});
