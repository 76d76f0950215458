import { aHousehold } from '../household/household.factory.ts';
import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { aKey, anActiveLoan, done, tell } from './loan.factory.ts';

const ORGANISATION = 'SIRET-21560121000016';

describe('Requesting a loan', () => {
  let lending: LendingUnderTest;
  let householdId: string;
  beforeAll(async () => {
    lending = await aLending();
    householdId = await aHousehold(lending.as('lender'), { on: '2010-01-04' });
  });
  afterAll(() => lending.close());

  const request = (input: object, fields = '') => tell(lending.as('lender'), 'requestLoan', input, fields);

  it('is for a household, in a programme', async () => {
    const { loan, userErrors } = await request(
      { householdId, programmeId: 'ordi-solidaire-bretagne', on: '2011-01-03' },
      'household { id } organisation { id } programme { id } commune { code } requestedOn computer { id } isOverdue',
    );
    expect(userErrors).toEqual([]);
    expect(loan).toMatchObject({
      state: 'REQUESTED',
      household: { id: householdId },
      organisation: null,
      programme: { id: 'ordi-solidaire-bretagne' },
      commune: { code: 'COM-56121' },
      requestedOn: '2011-01-03',
      computer: null,
      isOverdue: false,
    });
  });

  it('is for an organisation, with its commune', async () => {
    const input = { organisationId: ORGANISATION, commune: 'COM-56098' };
    const { loan } = await request(input, 'household { id } organisation { id } programme { id } commune { code }');
    expect(loan).toMatchObject({
      household: null,
      organisation: { id: ORGANISATION },
      programme: null,
      commune: { code: 'COM-56098' },
    });
  });

  it.each([
    ['ONE_BORROWER', 'householdId', {}],
    ['COMMUNE_OF_BORROWER', 'commune', { organisationId: ORGANISATION }],
    ['UNKNOWN_COMMUNE', 'commune', { organisationId: ORGANISATION, commune: 'COM-99999' }],
    ['NOT_FOUND', 'householdId', { householdId: 'household_none' }],
    ['IN_THE_FUTURE', 'on', { organisationId: ORGANISATION, commune: 'COM-56121', on: '2011-06-16' }],
    ['INVALID_INPUT', 'organisationId', { organisationId: 'the town' }],
    ['INVALID_INPUT', 'programmeId', { programmeId: 'Ordi 2.0' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const { loan, userErrors } = await request(input);
    expect(loan).toBeNull();
    expect(userErrors).toMatchObject([{ field: [field], code }]);
  });

  it('is refused when both a household and an organisation ask, or a household brings another commune', async () => {
    const both = await request({ householdId, organisationId: ORGANISATION, commune: 'COM-56121' });
    expect(both.userErrors).toMatchObject([{ code: 'ONE_BORROWER' }]);
    const elsewhere = await request({ householdId, commune: 'COM-56098' });
    expect(elsewhere.userErrors).toMatchObject([{ code: 'COMMUNE_OF_BORROWER' }]);
  });

  it('is refused before the household was registered', async () => {
    const { userErrors } = await request({ householdId, on: '2010-01-03' });
    expect(userErrors).toMatchObject([{ field: ['on'], code: 'BEFORE_REGISTRATION' }]);
  });

  it('is refused while the household has a loan, even when it asks twice at the same moment', async () => {
    const asked = { householdId: await aHousehold(lending.as('lender')) };
    const answers = await Promise.all([request(asked), request(asked)]);
    const loan = answers.find(({ loan: made }) => made)!.loan;
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([
      { field: ['householdId'], code: 'ALREADY_HAS_A_LOAN', message: expect.stringContaining(loan.id) },
    ]);
    await done(lending.as('lender'), 'withdrawLoan', { loanId: loan.id });
    expect((await request(asked)).userErrors).toEqual([]);
  });

  it('is open to an organisation that has loans already', async () => {
    const asked = { organisationId: ORGANISATION, commune: 'COM-56098' };
    for (const answer of [await request(asked), await request(asked)]) expect(answer.userErrors).toEqual([]);
  });

  it('is refused for half a year to a household that brought its computer back far too late', async () => {
    const late = await aHousehold(lending.as('lender'));
    const { loanId } = await anActiveLoan(lending.as('lender'), { householdId: late, startedOn: '2010-03-01' });
    const back = { loanId, condition: 'WORKING', on: '2011-05-01', idempotencyKey: aKey() };
    await done(lending.as('lender'), 'returnComputer', back);
    expect((await request({ householdId: late })).userErrors).toMatchObject([
      { field: ['householdId'], code: 'SANCTION', message: expect.stringContaining('2011-10-30') },
    ]);
    const punctual = await aHousehold(lending.as('lender'));
    const next = await anActiveLoan(lending.as('lender'), { householdId: punctual, startedOn: '2010-03-01' });
    await done(lending.as('lender'), 'returnComputer', {
      ...back,
      loanId: next.loanId,
      on: '2011-04-29',
      idempotencyKey: aKey(),
    });
    expect((await request({ householdId: punctual })).userErrors).toEqual([]);
  });
});
