import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { anOrganisation } from '../organisation/organisation.factory.ts';
import { aReportingService } from '../testing/partners.ts';
import { aLockedReport } from '../report/report.factory.ts';
import {
  amendAgreement,
  anAgreement,
  proposeAgreement,
  receiveInstalment,
  settleAgreement,
  terminateAgreement,
} from './agreement.factory.ts';

let partners: ServiceUnderTest;
beforeAll(async () => {
  ({ partners } = await aReportingService());
});
afterAll(() => partners.close());
beforeEach(() => partners.clock.set('2011-06-15'));

const LIST = `query ($before: LocalDate!, $first: Int, $after: String) {
  instalmentsDue(before: $before, first: $first, after: $after) {
    nodes { id dueOn amount isLate receivedAmount receipts { amount } agreement { id title organisation { name } } }
    pageInfo { hasNextPage endCursor }
  }
}`;
const api = () => partners.as('manager');
const due = async (before: string, changes: object = {}, client = api()) =>
  (await client.request(LIST, { before, first: 100, ...changes })).instalmentsDue;

/** What of one agreement is due before 2012. */
async function dueOf(agreementId: string): Promise<[string, boolean][]> {
  const { nodes } = await due('2012-01-01');
  const own = nodes.filter(({ agreement }: { agreement: { id: string } }) => agreement.id === agreementId);
  return own.map(({ dueOn, isLate }: { dueOn: string; isLate: boolean }) => [dueOn, isLate]);
}

describe('instalmentsDue', () => {
  it('lists what has not come, of signed agreements, and says what is late', async () => {
    const { id, instalments } = await anAgreement(api());
    expect(await dueOf(id)).toEqual([
      ['2011-03-31', true],
      ['2011-09-30', false],
    ]);
    partners.clock.set('2011-03-31');
    expect((await dueOf(id))[0]).toEqual(['2011-03-31', false]);
    partners.clock.set('2011-06-15');
    await receiveInstalment(api(), instalments[0]!.id);
    expect(await dueOf(id)).toEqual([['2011-09-30', false]]);
    const { agreement } = await proposeAgreement(api());
    expect(await dueOf(agreement.id)).toEqual([]);
  });

  it('leaves out what is due on the day itself, what was amended away, and what an early end or settlement ended', async () => {
    const has = async (before: string, wanted: string) =>
      (await due(before)).nodes.some(({ agreement }: { agreement: { id: string } }) => agreement.id === wanted);
    const { id } = await anAgreement(api());
    expect([await has('2011-03-31', id), await has('2011-04-01', id)]).toEqual([false, true]);
    await amendAgreement(api(), id, { amount: 400, instalments: [{ dueOn: '2011-12-01', amount: 400 }] });
    expect(await dueOf(id)).toEqual([['2011-12-01', false]]);
    const ended = (await anAgreement(api())).id;
    await terminateAgreement(api(), ended);
    expect(await dueOf(ended)).toEqual([['2011-03-31', true]]);
    partners.clock.set('2012-01-15');
    const settled = (await anAgreement(api())).id;
    await aLockedReport(partners, { agreementId: settled });
    expect(await dueOf(settled)).toHaveLength(2);
    await settleAgreement(api(), settled, { waived: 1000 });
    expect(await dueOf(settled)).toEqual([]);
  });

  it('goes by the day due, page after page', async () => {
    for (let made = 0; made < 3; made++) await anAgreement(api());
    const all = await due('2012-01-01');
    const days = all.nodes.map(({ dueOn }: { dueOn: string }) => dueOn);
    expect(days).toEqual(days.toSorted());
    const paged = [];
    let page = await due('2012-01-01', { first: 2 });
    for (paged.push(...page.nodes); page.pageInfo.hasNextPage; paged.push(...page.nodes)) {
      page = await due('2012-01-01', { first: 2, after: page.pageInfo.endCursor });
    }
    expect(paged).toEqual(all.nodes);
  });

  it('shows a partner its own', async () => {
    const { id: organisation } = await anOrganisation(api(), { name: 'CAF du Morbihan' });
    const { id } = await anAgreement(api(), { organisationId: organisation });
    const { nodes } = await due('2012-01-01', {}, partners.as('partner', { organisation }));
    expect(nodes).toMatchObject([
      { isLate: true, amount: 699.5, agreement: { id, organisation: { name: 'CAF du Morbihan' } } },
      { isLate: false, amount: 300.5, agreement: { id } },
    ]);
  });

  it('reads two and fifty for the same number of statements', async () => {
    await Promise.all(Array.from({ length: 24 }, () => anAgreement(api())));
    const count = (first: number) => partners.countStatements(() => due('2012-01-01', { first }));
    expect(await count(50)).toBe(await count(2));
  });

  it.each(['anonymous', 'lender', 'coordinator'] as const)('is not for %s', async (role) => {
    await expect(due('2012-01-01', {}, partners.as(role))).rejects.toThrow('Query.instalmentsDue');
  });
});
