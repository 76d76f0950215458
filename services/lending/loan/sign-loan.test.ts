import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { aLoan, tell } from './loan.factory.ts';

describe('Signing a loan', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => void (lending = await aLending()));
  afterAll(() => lending.close());

  const sign = (input: object) => tell(lending.as('lender'), 'signLoan', input, 'signedOn');

  it('follows its approval, in the same request if need be', async () => {
    const loanId = await aLoan(lending.as('lender'));
    const { approveLoan, signLoan } = await lending.as('lender').request(`mutation {
      approveLoan(input: { loanId: "${loanId}", on: "2011-01-05" }) { loan { history { verb } } }
      signLoan(input: { loanId: "${loanId}", on: "2011-01-05" }) { loan { state signedOn history { verb } } }
    }`);
    expect(approveLoan.loan.history).toHaveLength(2);
    expect(signLoan.loan).toEqual({
      state: 'SIGNED',
      signedOn: '2011-01-05',
      history: [{ verb: 'requestLoan' }, { verb: 'approveLoan' }, { verb: 'signLoan' }],
    });
  });

  it('is refused before it is approved', async () => {
    const { userErrors } = await sign({ loanId: await aLoan(lending.as('lender')) });
    expect(userErrors).toMatchObject([{ field: ['loanId'], code: 'NOT_APPROVED' }]);
  });

  it.each([
    ['NOT_FOUND', 'loanId', { loanId: 'loan_none' }],
    ['BEFORE_LAST_STEP', 'on', { on: '2011-01-04' }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'idempotencyKey', { idempotencyKey: 'short' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const loanId = await aLoan(lending.as('lender'));
    await tell(lending.as('lender'), 'approveLoan', { loanId, on: '2011-01-05' });
    const { userErrors } = await sign({ loanId, ...input });
    expect(userErrors).toMatchObject([{ field: [field], code }]);
  });
});
