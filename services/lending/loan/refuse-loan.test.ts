import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { aLoan, aSignedLoan, aWaitingLoan, done, tell } from './loan.factory.ts';

describe('Refusing a loan', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => void (lending = await aLending()));
  afterAll(() => lending.close());

  const refuse = (input: object) =>
    tell(
      lending.as('lender'),
      'refuseLoan',
      { reason: 'OUTSIDE_AREA', referral: 'Emmaüs, Rédéné', ...input },
      'refusal { reason referral } history { verb details }',
    );

  it('says why and where the borrower was directed, which the history does not repeat', async () => {
    const loanId = await aLoan(lending.as('lender'));
    const { loan } = await refuse({ loanId });
    expect(loan).toMatchObject({
      state: 'REFUSED',
      refusal: { reason: 'OUTSIDE_AREA', referral: 'Emmaüs, Rédéné' },
    });
    expect((loan['history'] as unknown[]).at(-1)).toEqual({ verb: 'refuseLoan', details: { reason: 'OUTSIDE_AREA' } });
  });

  it('is refused once it is decided', async () => {
    const { userErrors } = await refuse({ loanId: await aSignedLoan(lending.as('lender')) });
    expect(userErrors).toMatchObject([{ field: ['loanId'], code: 'NOT_REQUESTED' }]);
  });

  it.each([
    ['NOT_FOUND', 'loanId', { loanId: 'loan_none' }],
    ['BEFORE_LAST_STEP', 'on', { on: '2011-01-02' }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'referral', { referral: '' }],
    ['INVALID_INPUT', 'referralOrganisationId', { referralOrganisationId: 'the town' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const loanId = await aLoan(lending.as('lender'), { on: '2011-01-03' });
    const { userErrors } = await refuse({ loanId, ...input });
    expect(userErrors).toMatchObject([{ field: [field], code }]);
  });

  it('may name the organisation that helps, but never sends anybody away without another door', async () => {
    const loanId = await aLoan(lending.as('lender'));
    const refused = (input: object) =>
      tell(
        lending.as('lender'),
        'refuseLoan',
        { loanId, reason: 'OTHER', ...input },
        'refusal { referral organisation { id } }',
      );
    expect((await refused({})).userErrors).toMatchObject([{ field: ['referral'], code: 'REFERRAL_MISSING' }]);
    const { loan } = await refused({ referralOrganisationId: 'RNA-W561000001' });
    expect(loan).toMatchObject({ refusal: { referral: '', organisation: { id: 'RNA-W561000001' } } });
  });

  it('may follow a review or a wait', async () => {
    const loanId = await aLoan(lending.as('lender'));
    await done(lending.as('lender'), 'startReview', { loanId });
    expect((await refuse({ loanId })).loan.state).toBe('REFUSED');
    expect((await refuse({ loanId: await aWaitingLoan(lending.as('lender')) })).loan.state).toBe('REFUSED');
  });
});
