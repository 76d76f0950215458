import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { aLoan, aSignedLoan, tell } from './loan.factory.ts';

describe('Approving a loan', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => void (lending = await aLending()));
  afterAll(() => lending.close());

  const approve = (input: object) => tell(lending.as('lender'), 'approveLoan', input, 'approvedOn');

  it('grants it', async () => {
    const loanId = await aLoan(lending.as('lender'));
    const { loan } = await approve({ loanId, on: '2011-01-05' });
    expect(loan).toMatchObject({ state: 'APPROVED', approvedOn: '2011-01-05' });
  });

  it('is refused once it is decided, saying what is next', async () => {
    const loanId = await aSignedLoan(lending.as('lender'));
    const { userErrors } = await approve({ loanId });
    expect(userErrors).toEqual([
      {
        field: ['loanId'],
        code: 'NOT_REQUESTED',
        message: 'This loan is signed: hand over a computer.',
        fr: 'Ce prêt est signé : remettez un ordinateur.',
      },
    ]);
  });

  it.each([
    ['NOT_FOUND', 'loanId', { loanId: 'loan_none' }],
    ['BEFORE_LAST_STEP', 'on', { on: '2011-01-02' }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'idempotencyKey', { idempotencyKey: 'short' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const loanId = await aLoan(lending.as('lender'), { on: '2011-01-03' });
    const { userErrors } = await approve({ loanId, ...input });
    expect(userErrors).toMatchObject([{ field: [field], code }]);
  });
});
