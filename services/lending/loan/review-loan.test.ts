import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { aKey, aLoan, anActiveLoan, aSignedLoan, aWaitingLoan, done, tell } from './loan.factory.ts';

describe('A request', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => void (lending = await aLending()));
  afterAll(() => lending.close());

  const lender = () => lending.as('lender');
  const review = (input: object) => tell(lender(), 'startReview', input, 'reviewStartedOn history { verb }');
  const withdraw = (input: object) => tell(lender(), 'withdrawLoan', input, 'withdrawnOn history { verb }');

  it('may be reviewed before it is decided', async () => {
    const loanId = await aLoan(lender());
    const { loan } = await review({ loanId, on: '2011-01-04' });
    expect(loan).toMatchObject({ state: 'IN_REVIEW', reviewStartedOn: '2011-01-04' });
    expect(loan['history']).toEqual([{ verb: 'requestLoan' }, { verb: 'startReview' }]);
    expect((await tell(lender(), 'approveLoan', { loanId })).loan.state).toBe('APPROVED');
  });

  it('is not reviewed once it is decided', async () => {
    const { userErrors } = await review({ loanId: await aSignedLoan(lender()) });
    expect(userErrors).toMatchObject([{ field: ['loanId'], code: 'NOT_REQUESTED' }]);
  });

  it('may be given up until a computer is handed over', async () => {
    const reviewed = await aLoan(lender());
    await done(lender(), 'startReview', { loanId: reviewed });
    const signed = await aSignedLoan(lender());
    for (const loanId of [signed, await aLoan(lender()), reviewed, await aWaitingLoan(lender())]) {
      const { loan } = await withdraw({ loanId, on: '2011-06-15' });
      expect(loan).toMatchObject({ state: 'WITHDRAWN', withdrawnOn: '2011-06-15' });
    }
  });

  it('is not given up any more when the borrower has the computer, nor twice', async () => {
    const { loanId } = await anActiveLoan(lender());
    expect((await withdraw({ loanId })).userErrors).toMatchObject([
      { field: ['loanId'], code: 'NOT_WITHDRAWABLE', message: expect.stringContaining('take it back') },
    ]);
    const given = await aLoan(lender());
    await withdraw({ loanId: given });
    expect((await withdraw({ loanId: given })).userErrors).toMatchObject([{ code: 'NOT_WITHDRAWABLE' }]);
  });

  it('is not given up while its hand-over waits for the inventory', async () => {
    const { loanId, computerId } = await anActiveLoan(lender());
    await done(lender(), 'returnComputer', { loanId, condition: 'WORKING', idempotencyKey: aKey() });
    lending.inventory.notReady.delete(computerId);
    const next = await aSignedLoan(lender());
    lending.inventory.breakDown = 'before';
    await tell(lender(), 'handOverComputer', { loanId: next, computerId, idempotencyKey: aKey() });
    lending.inventory.breakDown = 'never';
    expect((await withdraw({ loanId: next })).userErrors).toMatchObject([{ code: 'CROSSING_PENDING' }]);
  });

  it.each([
    ['NOT_FOUND', 'loanId', { loanId: 'loan_none' }],
    ['BEFORE_LAST_STEP', 'on', { on: '2011-01-02' }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'idempotencyKey', { idempotencyKey: 'short' }],
  ])('is neither reviewed nor given up with %s (%s)', async (code, field, input) => {
    const loanId = await aLoan(lender(), { on: '2011-01-03' });
    for (const step of [review, withdraw]) {
      expect((await step({ loanId, ...input })).userErrors).toMatchObject([{ field: [field], code }]);
    }
  });
});
