import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { aHousehold } from '../household/household.factory.ts';
import type { RegisterHouseholdInput } from '../household/register-household.ts';
import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { aKey, aLoan, aSignedLoan, done, tell } from './loan.factory.ts';

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

describe('A loan to a household', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => void (lending = await aLending()));
  afterAll(() => lending.close());

  const lender = () => lending.as('lender');
  const FIELDS = 'overrideReason history { verb details }';
  const asked = async (household: Partial<RegisterHouseholdInput>) => {
    const untold = { quotientBand: null, quotientBandUntil: null };
    const householdId = await aHousehold(lender(), { ...untold, on: '2011-01-03', ...household });
    return { householdId, loanId: await aLoan(lender(), { householdId, on: '2011-01-03' }) };
  };
  const approve = (loanId: string, input = {}, role: 'lender' | 'manager' = 'lender') =>
    tell(lending.as(role), 'approveLoan', { loanId, on: '2011-02-01', ...input }, FIELDS);
  const assess = (householdId: string, input: object) =>
    callVerb(lender(), 'assessEligibility', 'eligibility { id }', { householdId, idempotencyKey: aKey(), ...input });
  const quotient = (band: string, on: string, expiresOn?: string) => ({
    ground: 'QUOTIENT_FAMILIAL',
    band,
    on,
    expiresOn,
  });

  it('that nobody ever assessed is not granted, and says what to do', async () => {
    const { loanId } = await asked({});
    const { userErrors } = await approve(loanId);
    expect(userErrors).toEqual([
      {
        field: ['loanId'],
        code: 'NOT_ASSESSED',
        message: expect.stringContaining('assess its eligibility first'),
        fr: expect.stringContaining("évaluez d'abord son éligibilité"),
      },
    ]);
  });

  it.each<[string, Partial<RegisterHouseholdInput>, object[], string | null]>([
    ['told a band at its registration', { quotientBand: 'UP_TO_800' }, [], null],
    [
      'told one that has ended',
      { quotientBand: 'UP_TO_800', quotientBandUntil: '2011-01-31' },
      [],
      'ELIGIBILITY_EXPIRED',
    ],
    ['told to be above every band', { quotientBand: 'ABOVE_800' }, [], 'NOT_ELIGIBLE'],
    ['assessed above every band', {}, [quotient('ABOVE_800', '2011-01-10')], 'NOT_ELIGIBLE'],
    [
      'assessed above every band, later than below',
      {},
      [quotient('UP_TO_400', '2011-01-10'), quotient('ABOVE_800', '2011-01-20', '2011-03-01')],
      'NOT_ELIGIBLE',
    ],
    [
      'assessed below, later than above every band',
      { quotientBand: 'ABOVE_800' },
      [quotient('UP_TO_400', '2011-01-20', '2011-03-01')],
      null,
    ],
    [
      'above every band, with a minimum benefit',
      {},
      [quotient('ABOVE_800', '2011-01-20'), { ground: 'MINIMUM_BENEFIT', on: '2011-01-10' }],
      null,
    ],
    ['assessed later than the decision', {}, [quotient('UP_TO_400', '2011-02-02')], 'NOT_ASSESSED'],
    ['assessed until the day before', {}, [quotient('UP_TO_400', '2011-01-10', '2011-01-31')], 'ELIGIBILITY_EXPIRED'],
  ])('%s', async (_what, household, assessments, code) => {
    const { householdId, loanId } = await asked(household);
    for (const input of assessments) expect((await assess(householdId, input)).userErrors).toEqual([]);
    expect((await approve(loanId)).userErrors.map((error) => error.code)).toEqual(code ? [code] : []);
  });

  it('is granted by a manager who says why, which the loan keeps and its history does not quote', async () => {
    const { loanId } = await asked({ quotientBand: 'ABOVE_800' });
    const overrideReason = 'Lives in the hostel that pays for its people';
    expect((await approve(loanId, { overrideReason })).userErrors).toMatchObject([
      { field: ['overrideReason'], code: 'MANAGERS_ONLY', message: expect.stringContaining('ask a manager') },
    ]);
    expect((await approve(loanId, { overrideReason: ' ' }, 'manager')).userErrors).toMatchObject([
      { field: ['overrideReason'], code: 'INVALID_INPUT' },
    ]);
    expect((await approve(loanId, {}, 'manager')).userErrors).toMatchObject([{ code: 'NOT_ELIGIBLE' }]);
    const { loan } = await approve(loanId, { overrideReason }, 'manager');
    expect(loan).toMatchObject({ state: 'APPROVED', overrideReason });
    expect((loan['history'] as unknown[]).at(-1)).toEqual({ verb: 'approveLoan', details: { isOverride: true } });
  });

  it('keeps no reason of an override that was not needed', async () => {
    const { loanId } = await asked({ quotientBand: 'UP_TO_400' });
    const { loan } = await approve(loanId, { overrideReason: 'Not needed' }, 'manager');
    expect(loan).toMatchObject({ state: 'APPROVED', overrideReason: null });
  });

  it('forgets why it was overridden when its household is erased', async () => {
    const { householdId, loanId } = await asked({});
    await approve(loanId, { overrideReason: 'A word about somebody' }, 'manager');
    await done(lender(), 'withdrawLoan', { loanId });
    await callVerb(lender(), 'eraseHousehold', 'household { id }', { householdId, idempotencyKey: aKey() });
    const { loan } = await lender().request(`{ loan(id: "${loanId}") { overrideReason } }`);
    expect(loan).toEqual({ overrideReason: null });
  });

  it('is not asked of an organisation', async () => {
    const loanId = await aLoan(lender(), { organisationId: 'RNA-W561000001', commune: 'COM-56121', on: '2011-01-03' });
    expect((await approve(loanId)).userErrors).toEqual([]);
  });
});
