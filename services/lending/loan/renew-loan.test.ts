import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { aKey, anActiveLoan, aSignedLoan, tell } from './loan.factory.ts';

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

  it('is refused after three renewals', async () => {
    const loanId = await aLoanSince('2007-06-20');
    for (const on of ['2008-06-20', '2009-06-20', '2010-06-20']) await renew({ loanId, on });
    expect((await renew({ loanId })).userErrors).toMatchObject([{ field: ['loanId'], code: 'RENEWAL_LIMIT_REACHED' }]);
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
