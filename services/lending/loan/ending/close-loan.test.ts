import { auditFigures } from '../../../../packages/figures/releases/audit.ts';
import { sealPeriods } from '../../../../packages/figures/releases/seal.ts';
import { createFigures } from '../../../../packages/figures/run/figures-jobs.ts';
import { openDatabase } from '../../../../packages/platform/database/database.ts';
import { newTypeId } from '../../../../packages/platform/context/ids.ts';
import { aHousehold } from '../../household/household.factory.ts';
import { measures } from '../../measures.ts';
import { aLending, JOBS, type LendingUnderTest } from '../../testing/a-lending.ts';
import { query, runJob } from '../../testing/run-job.ts';
import { digestsOf, tablesWith } from '../../testing/tables-with.ts';
import { Loan } from '../loan.entity.ts';
import { aKey, aLoan, anActiveLoan, aWaitingLoan, done, tell } from '../loan.factory.ts';

const FIELDS = `closedOn returnedOn household { id } organisation { id } commune { code } priorityReason
  refusal { reason referral } history { verb }`;

describe('Closing a loan', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => void (lending = await aLending({ jobs: JOBS })));
  afterAll(() => lending.close());

  const lender = () => lending.as('lender');
  const close = (input: object) => tell(lending.as('manager'), 'closeLoan', input, FIELDS);
  const aReturnedLoan = async (householdId?: string, on = '2011-06-01') => {
    const { loanId } = await anActiveLoan(lender(), { ...(householdId && { householdId }), startedOn: '2011-01-10' });
    return done(lender(), 'returnComputer', { loanId, condition: 'WORKING', on, idempotencyKey: aKey() });
  };

  it('parts it from its household, and keeps what counts', async () => {
    const householdId = await aHousehold(lender());
    const { loan } = await close({ loanId: await aReturnedLoan(householdId), on: '2011-06-15' });
    expect(loan).toMatchObject({
      state: 'CLOSED',
      closedOn: '2011-06-15',
      returnedOn: '2011-06-01',
      household: null,
      organisation: null,
      commune: { code: 'COM-56121' },
    });
    expect((loan['history'] as unknown[]).at(-1)).toEqual({ verb: 'closeLoan' });
    const { household } = await lender().request(`{ household(id: "${householdId}") { loans { nodes { id } } } }`);
    expect(household.loans.nodes).toEqual([]);
  });

  it('leaves no way from the loan to its household, in any table', async () => {
    const householdId = await aHousehold(lender(), { idempotencyKey: aKey() });
    const idempotencyKey = `request of ${householdId}`;
    const { loanId } = await anActiveLoan(lender(), { householdId, startedOn: '2011-01-10', idempotencyKey });
    const problem = 'Fell from the table of Nolwenn';
    await done(lender(), 'reportFault', { loanId, problem, on: '2011-05-01', idempotencyKey: aKey() });
    await done(lender(), 'returnComputer', { loanId, condition: 'BROKEN', idempotencyKey: aKey() });
    const digests = [...(await digestsOf(lending, loanId)), ...(await digestsOf(lending, householdId))];
    expect(await tablesWith(lending, loanId, householdId)).toEqual(['idempotency', 'loan']);
    expect((await close({ loanId })).userErrors).toEqual([]);
    expect(await tablesWith(lending, loanId, householdId)).toEqual([]);
    for (const digest of digests) expect(await tablesWith(lending, digest)).toEqual([]);
    expect(await tablesWith(lending, problem)).toEqual([]);
  });

  it('closes every loan of the household together, under one stand-in', async () => {
    const householdId = await aHousehold(lender());
    const refused = await aWaitingLoan(lender(), { householdId, priority: 'UNEQUIPPED', reason: 'No computer' });
    await done(lender(), 'refuseLoan', { loanId: refused, reason: 'OTHER', referral: 'Emmaüs' });
    const given = await aLoan(lender(), { householdId });
    await done(lender(), 'withdrawLoan', { loanId: given });
    const loanId = await aReturnedLoan(householdId);
    const { closeLoan } = await lending
      .as('manager')
      .request(
        `mutation { closeLoan(input: { loanId: "${loanId}" }) { loans { id priorityReason refusal { referral } } } }`,
      );
    expect(closeLoan.loans).toEqual([
      { id: refused, priorityReason: null, refusal: { referral: '' } },
      { id: given, priorityReason: null, refusal: null },
      { id: loanId, priorityReason: null, refusal: null },
    ]);
    const rows = await query(lending, 'select distinct detached_id from lending.loan where id = any($1)', [
      [refused, given, loanId],
    ]);
    expect(rows).toEqual([{ detached_id: expect.stringMatching(/^detached_/) }]);
  });

  it('keeps the organisation of a loan, which is no person', async () => {
    const organisation = { organisationId: 'RNA-W561000001', commune: 'COM-56121' };
    const { loanId } = await anActiveLoan(lender(), organisation);
    await done(lender(), 'returnComputer', { loanId, condition: 'WORKING', idempotencyKey: aKey() });
    expect((await close({ loanId })).loan).toMatchObject({ state: 'CLOSED', organisation: { id: 'RNA-W561000001' } });
  });

  it('is refused until every loan of the household is over', async () => {
    const householdId = await aHousehold(lender());
    const loanId = await aReturnedLoan(householdId);
    const open = await aLoan(lender(), { householdId });
    expect((await close({ loanId })).userErrors).toMatchObject([
      { field: ['loanId'], code: 'STILL_BORROWING', message: expect.stringContaining(open) },
    ]);
    expect((await close({ loanId: open })).userErrors).toMatchObject([{ field: ['loanId'], code: 'NOT_OVER' }]);
  });

  it('is refused while a sanction runs, and twice', async () => {
    const { loanId } = await anActiveLoan(lender());
    await done(lender(), 'declareUnrecovered', { loanId, how: 'LOST', idempotencyKey: aKey() });
    expect((await close({ loanId })).userErrors).toMatchObject([
      { field: ['loanId'], code: 'SANCTION_RUNS', message: expect.stringContaining('2012-06-14') },
    ]);
    await done(lending.as('manager'), 'liftSanction', { loanId, reason: 'It was paid for' });
    expect((await close({ loanId })).userErrors).toEqual([]);
    expect((await close({ loanId })).userErrors).toMatchObject([{ code: 'NOT_OVER' }]);
  });

  it.each([
    ['NOT_FOUND', 'loanId', { loanId: 'loan_none' }],
    ['BEFORE_LAST_STEP', 'on', { on: '2011-05-31' }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'idempotencyKey', { idempotencyKey: 'short' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const loanId = await aReturnedLoan();
    expect((await close({ loanId, ...input })).userErrors).toMatchObject([{ field: [field], code }]);
  });

  it('happens by itself two years after the last step was recorded, and not before', async () => {
    const loanId = await aReturnedLoan();
    const householdId = await aHousehold(lender());
    const kept = await aReturnedLoan(householdId);
    await aLoan(lender(), { householdId });
    const states = async () =>
      Promise.all(
        [loanId, kept].map(async (id) => (await lender().request(`{ loan(id: "${id}") { state } }`)).loan.state),
      );
    lending.clock.set('2013-06-15');
    await runJob(lending, 'close_loans');
    expect(await states()).toEqual(['RETURNED', 'RETURNED']);
    lending.clock.set('2013-06-16');
    await runJob(lending, 'close_loans');
    expect(await states()).toEqual(['CLOSED', 'RETURNED']);
    lending.clock.set('2011-06-15');
  });
});

describe('The figures of loans', () => {
  // Invariant 12: what is erased and closed is needed by no figure, sealed or not.
  it('do not move when families are erased and loans closed', async () => {
    const lending = await aLending({ today: '2012-01-15' });
    const database = await openDatabase({ url: lending.loginUrl, service: 'lending', entities: [Loan] });
    const { clock } = lending;
    const seat = 'COM-56121';
    const builder = { association: 'defis', seat, measures, pool: database.pool, clock };
    const { build } = createFigures({ database, ...builder, upstream: null });
    const lender = lending.as('lender');
    const loans: string[] = [];
    const households: string[] = [];
    const lend = async (householdId: string, startedOn: string, end: [string, object]) => {
      const { loanId } = await anActiveLoan(lender, { householdId, startedOn, computerId: newTypeId('computer') });
      loans.push(await done(lender, end[0], { loanId, ...end[1], idempotencyKey: aKey() }));
    };
    for (let family = 0; family < 12; family++) {
      const householdId = await aHousehold(lender);
      households.push(householdId);
      await lend(householdId, '2010-03-01', ['returnComputer', { condition: 'WORKING', on: '2010-09-01' }]);
      await lend(householdId, '2010-10-01', ['cedeLoanedComputer', { price: 0, on: '2011-05-02' }]);
    }
    await build();
    const facts = () =>
      query(lending, 'select measure, period, territory, value::float from lending.fact order by 1, 2, 3, 4');
    const before = await facts();
    const families = { measure: 'familiesEquipped', period: '2010', value: 12 };
    expect(before).toContainEqual(expect.objectContaining(families));
    await sealPeriods(builder, { throughYear: '2010', dryRun: false });
    for (const householdId of households.slice(6)) {
      const { eraseHousehold } = await lending
        .as('manager')
        .request(
          `mutation { eraseHousehold(input: { householdId: "${householdId}", idempotencyKey: "${aKey()}" }) { userErrors { code } } }`,
        );
      expect(eraseHousehold.userErrors).toEqual([]);
    }
    for (const loanId of loans) await tell(lending.as('manager'), 'closeLoan', { loanId });
    expect(await auditFigures(builder, { dryRun: false, withSealed: true })).toMatchObject({
      drifted: [],
      pending: [],
    });
    expect(await query(lending, `select from lending.loan where state <> 'CLOSED'`)).toEqual([]);
    expect(await facts()).toEqual(before);
    await database.close();
    await lending.close();
  }, 120_000);
});
