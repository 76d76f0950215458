import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { aKey, anActiveLoan, aSignedLoan, aWaitingLoan, done, tell } from './loan.factory.ts';

describe('Renewing a loan', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => void (lending = await aLending()));
  afterAll(() => lending.close());

  const renew = (input: object) =>
    tell(
      lending.as('lender'),
      'renewLoan',
      { idempotencyKey: aKey(), ...input },
      'dueOn terms { number startsOn endsOn agreedOn } history { verb details }',
    );
  const aLoanSince = async (startedOn: string): Promise<string> =>
    (await anActiveLoan(lending.as('lender'), { startedOn })).loanId;

  it('adds a year from the day the present one ends', async () => {
    const loanId = await aLoanSince('2010-06-20');
    const { loan, userErrors } = await renew({ loanId, on: '2011-06-10' });
    expect(userErrors).toEqual([]);
    expect(loan).toMatchObject({
      state: 'ACTIVE',
      dueOn: '2012-06-20',
      terms: [
        { number: 1, startsOn: '2010-06-20', endsOn: '2011-06-20', agreedOn: '2010-06-20' },
        { number: 2, startsOn: '2011-06-20', endsOn: '2012-06-20', agreedOn: '2011-06-10' },
      ],
    });
    expect((loan['history'] as unknown[]).at(-1)).toEqual({
      verb: 'renewLoan',
      details: { term: 2, endsOn: '2012-06-20' },
    });
  });

  it('renews once when a call is repeated with its key', async () => {
    const loanId = await aLoanSince('2010-06-20');
    const input = { loanId, idempotencyKey: aKey() };
    const [first, again] = [await renew(input), await renew(input)];
    expect(again.loan).toEqual(first.loan);
    expect(again.loan['terms']).toHaveLength(2);
  });

  it('is refused while its term has long to run', async () => {
    const { userErrors } = await renew({ loanId: await aLoanSince('2011-01-10') });
    expect(userErrors).toMatchObject([
      { field: ['on'], code: 'TOO_SOON', message: expect.stringContaining('2011-11-11') },
    ]);
  });

  it('is refused when the term has ended, unless it was agreed before', async () => {
    const loanId = await aLoanSince('2010-06-01');
    expect((await renew({ loanId, on: '2011-06-02' })).userErrors).toMatchObject([
      { field: ['loanId'], code: 'OVERDUE' },
    ]);
    expect((await renew({ loanId, on: '2011-06-01' })).userErrors).toEqual([]);
  });

  const checkUp = (loanId: string, on: string) =>
    done(lending.as('lender'), 'recordCheckUp', { loanId, on, condition: 'WORKING', idempotencyKey: aKey() });

  it('is refused after three renewals', async () => {
    const loanId = await aLoanSince('2007-06-20');
    for (const on of ['2008-06-20', '2009-06-20', '2010-06-20']) {
      await checkUp(loanId, on);
      expect((await renew({ loanId, on })).userErrors).toEqual([]);
    }
    await checkUp(loanId, '2011-06-15');
    expect((await renew({ loanId })).userErrors).toMatchObject([{ field: ['loanId'], code: 'RENEWAL_LIMIT_REACHED' }]);
  });

  it('is refused while nobody has seen the computer for more than a year, until somebody does', async () => {
    const loanId = await aLoanSince('2009-06-20');
    await renew({ loanId, on: '2010-06-01' });
    expect((await renew({ loanId })).userErrors).toMatchObject([
      { field: ['loanId'], code: 'UNSEEN_MACHINE', message: expect.stringContaining('2009-06-20') },
    ]);
    await checkUp(loanId, '2011-06-15');
    expect((await renew({ loanId })).userErrors).toEqual([]);
  });

  it('sees the computer that a swap puts before the staff', async () => {
    const loanId = await aLoanSince('2009-06-20');
    await renew({ loanId, on: '2010-06-01' });
    const computerId = newTypeId('computer');
    const swap = { loanId, computerId, condition: 'BROKEN', on: '2011-01-10', idempotencyKey: aKey() };
    await tell(lending.as('lender'), 'swapComputer', swap);
    expect((await renew({ loanId })).userErrors).toEqual([]);
  });

  it('is refused while a computer of the same borrower never came back, unless a manager says otherwise', async () => {
    const organisation = { organisationId: 'RNA-W561000001', commune: 'COM-56121' };
    const { loanId: lost } = await anActiveLoan(lending.as('lender'), { ...organisation, startedOn: '2010-06-20' });
    const { loanId } = await anActiveLoan(lending.as('lender'), { ...organisation, startedOn: '2010-06-20' });
    const loss = { loanId: lost, how: 'LOST', on: '2011-06-01', idempotencyKey: aKey() };
    await done(lending.as('lender'), 'declareUnrecovered', loss);
    expect((await renew({ loanId })).userErrors).toMatchObject([
      { field: ['loanId'], code: 'SANCTION', message: expect.stringContaining('2012-05-31') },
    ]);
    await done(lending.as('manager'), 'liftSanction', { loanId: lost, reason: 'It was found and brought back' });
    expect((await renew({ loanId })).userErrors).toEqual([]);
  });

  it('is refused while somebody has waited for more than 90 days', async () => {
    const waiting = await aWaitingLoan(lending.as('lender'), { on: '2011-03-16' });
    const loanId = await aLoanSince('2010-06-20');
    expect((await renew({ loanId, on: '2011-06-14' })).userErrors).toEqual([]);
    const other = await aLoanSince('2010-06-20');
    expect((await renew({ loanId: other })).userErrors).toMatchObject([
      { field: ['loanId'], code: 'WAITING_LIST', message: expect.stringContaining('2011-03-16') },
    ]);
    await done(lending.as('lender'), 'withdrawLoan', { loanId: waiting });
    expect((await renew({ loanId: other })).userErrors).toEqual([]);
  });

  it('is refused before the computer is handed over', async () => {
    const { userErrors } = await renew({ loanId: await aSignedLoan(lending.as('lender')) });
    expect(userErrors).toMatchObject([{ field: ['loanId'], code: 'NOT_ACTIVE' }]);
  });

  it('is refused while a return waits for the inventory', async () => {
    const loanId = await aLoanSince('2010-06-20');
    lending.inventory.breakDown = 'before';
    await tell(lending.as('lender'), 'returnComputer', { loanId, condition: 'WORKING', idempotencyKey: aKey() });
    lending.inventory.breakDown = 'never';
    expect((await renew({ loanId })).userErrors).toMatchObject([{ field: ['loanId'], code: 'CROSSING_PENDING' }]);
  });

  it.each([
    ['NOT_FOUND', 'loanId', { loanId: 'loan_none' }],
    ['BEFORE_LAST_STEP', 'on', { on: '2010-06-19' }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'idempotencyKey', { idempotencyKey: 'short' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const { userErrors } = await renew({ loanId: await aLoanSince('2010-06-20'), ...input });
    expect(userErrors).toMatchObject([{ field: [field], code }]);
  });

  it('is granted once when two lenders press at the same moment', async () => {
    const loanId = await aLoanSince('2010-06-20');
    const answers = await Promise.all([renew({ loanId }), renew({ loanId })]);
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['TOO_SOON']);
  });
});
