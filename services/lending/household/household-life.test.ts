import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { aKey, aLoan, anActiveLoan, tell } from '../loan/loan.factory.ts';
import { registerPerson } from '../person/person.factory.ts';
import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { digestsOf, tablesWith } from '../testing/tables-with.ts';
import { aHousehold } from './household.factory.ts';

const HOUSEHOLD = `household { id size commune { code } email remindedByEmailSince erasedOn quotientBand
  people { id givenName familyName birthYear erasedOn } history { verb details } loans { nodes { id commune { code } } } }`;
const [LORIENT, LANESTER, PLOEMEUR] = ['COM-56121', 'COM-56098', 'COM-56162'];

interface Answer {
  household: {
    id: string;
    commune: { code: string };
    loans: { nodes: { id: string; commune: { code: string } }[] };
    history: { verb: string; details: object }[];
  } & Record<string, unknown>;
}

let lending: LendingUnderTest;
beforeAll(async () => void (lending = await aLending()));
afterAll(() => lending.close());

const lender = () => lending.as('lender');
const send = (verb: string, input: object) =>
  callVerb<Answer>(lender(), verb, HOUSEHOLD, { idempotencyKey: aKey(), ...input });
const communesOf = ({ household }: Answer) => household.loans.nodes.map(({ commune }) => commune.code);

describe('Correcting a household', () => {
  it('puts right what was written down wrongly, on its loans too', async () => {
    const householdId = await aHousehold(lender());
    await aLoan(lender(), { householdId });
    const corrected = await send('correctHousehold', { householdId, commune: LANESTER, size: 4 });
    expect(corrected.userErrors).toEqual([]);
    expect(corrected.household).toMatchObject({ size: 4, commune: { code: LANESTER } });
    expect(communesOf(corrected)).toEqual([LANESTER]);
    expect(corrected.household.history.at(-1)).toEqual({
      verb: 'correctHousehold',
      details: { corrected: ['commune', 'size'] },
    });
  });

  it('touches no loan from before its last move', async () => {
    const householdId = await aHousehold(lender());
    const loanId = await aLoan(lender(), { householdId, on: '2011-01-03' });
    await tell(lender(), 'refuseLoan', { loanId, reason: 'OTHER', referral: 'CCAS', on: '2011-01-03' });
    await send('moveHousehold', { householdId, commune: LANESTER, on: '2011-02-01' });
    await aLoan(lender(), { householdId, on: '2011-03-01' });
    const corrected = await send('correctHousehold', { householdId, commune: PLOEMEUR });
    expect(communesOf(corrected)).toEqual([LORIENT, PLOEMEUR]);
  });

  it('happens once when a call is repeated with its key', async () => {
    const input = { householdId: await aHousehold(lender()), size: 2, idempotencyKey: aKey() };
    const [, again] = [await send('correctHousehold', input), await send('correctHousehold', input)];
    expect(again.household.history.filter(({ verb }) => verb === 'correctHousehold')).toHaveLength(1);
  });

  it.each([
    ['NOT_FOUND', 'householdId', { householdId: 'household_none' }],
    ['UNKNOWN_COMMUNE', 'commune', { commune: 'COM-99999' }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'size', { size: 0 }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const { household, userErrors } = await send('correctHousehold', {
      householdId: await aHousehold(lender()),
      ...input,
    });
    expect([household, userErrors]).toMatchObject([null, [{ field: [field], code }]]);
  });
});

describe('Moving a household', () => {
  it('leaves its past where it was, and takes what is asked for later along', async () => {
    const householdId = await aHousehold(lender());
    const loanId = await aLoan(lender(), { householdId, on: '2011-01-03' });
    await tell(lender(), 'refuseLoan', { loanId, reason: 'OTHER', referral: 'CCAS', on: '2011-01-03' });
    const moved = await send('moveHousehold', { householdId, commune: LANESTER, on: '2011-02-01' });
    expect(moved.userErrors).toEqual([]);
    expect(moved.household.commune.code).toBe(LANESTER);
    expect(communesOf(moved)).toEqual([LORIENT]);
    const later = await tell(lender(), 'requestLoan', { householdId, on: '2011-02-02' }, 'commune { code }');
    expect(later.loan).toMatchObject({ commune: { code: LANESTER } });
  });

  it('knows where it lived when a paper of before is recorded late, and the move itself late', async () => {
    const householdId = await aHousehold(lender());
    const loanId = await aLoan(lender(), { householdId, on: '2011-03-03' });
    await tell(lender(), 'refuseLoan', { loanId, reason: 'OTHER', referral: 'CCAS', on: '2011-03-03' });
    const moved = await send('moveHousehold', { householdId, commune: LANESTER, on: '2011-02-01' });
    expect(communesOf(moved)).toEqual([LANESTER]);
    const before = await tell(lender(), 'requestLoan', { householdId, on: '2011-01-20' }, 'commune { code }');
    expect(before.loan).toMatchObject({ commune: { code: LORIENT } });
  });

  it.each([
    ['NOT_FOUND', 'householdId', { householdId: 'household_none' }],
    ['UNKNOWN_COMMUNE', 'commune', { commune: 'COM-99999' }],
    ['SAME_COMMUNE', 'commune', { commune: PLOEMEUR }],
    ['BEFORE_REGISTRATION', 'on', { on: '2009-12-31' }],
    ['BEFORE_LAST_MOVE', 'on', { on: '2010-06-01' }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'idempotencyKey', { idempotencyKey: 'short' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const householdId = await aHousehold(lender(), { on: '2010-01-01' });
    await send('moveHousehold', { householdId, commune: PLOEMEUR, on: '2010-06-01' });
    const { userErrors } = await send('moveHousehold', { householdId, commune: LANESTER, ...input });
    expect(userErrors).toMatchObject([{ field: [field], code }]);
  });
});

describe('The contact of a household', () => {
  it('is an address, with the day it agreed to be reminded there; withdrawn as easily', async () => {
    const householdId = await aHousehold(lender());
    const email = 'le-goff@example.org';
    const agreed = await send('recordContact', { householdId, email, remindByEmail: true, on: '2011-05-02' });
    expect(agreed.household).toMatchObject({ email, remindedByEmailSince: '2011-05-02' });
    expect(JSON.stringify(agreed.household.history)).not.toContain('example.org');
    const withdrawn = await send('recordContact', { householdId, email, remindByEmail: false });
    expect(withdrawn.household).toMatchObject({ email, remindedByEmailSince: null });
    const gone = await send('recordContact', { householdId, remindByEmail: false });
    expect(gone.household).toMatchObject({ email: null });
  });

  it.each([
    ['ADDRESS_MISSING', 'email', { email: null }],
    ['NOT_FOUND', 'householdId', { householdId: 'household_none' }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'email', { email: 'le goff' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const householdId = await aHousehold(lender());
    const known = { householdId, email: 'le-goff@example.org', remindByEmail: true };
    const { userErrors } = await send('recordContact', { ...known, ...input });
    expect(userErrors).toMatchObject([{ field: [field], code }]);
  });
});

describe('Erasing a household', () => {
  const aKnownHousehold = () =>
    aHousehold(lender(), {
      size: 2,
      quotientBand: 'UP_TO_400',
      people: [{ givenName: 'Nolwenn', familyName: 'Le Goff', birthYear: 1975 }],
    });

  it('takes away names, means and address, and keeps its loans to be counted', async () => {
    const householdId = await aKnownHousehold();
    await send('recordContact', { householdId, email: 'le-goff@example.org', remindByEmail: true });
    await callVerb(lender(), 'assessEligibility', 'eligibility { id }', {
      householdId,
      ground: 'MINIMUM_BENEFIT',
      idempotencyKey: aKey(),
    });
    const { loanId } = await anActiveLoan(lender(), { householdId });
    await tell(lender(), 'returnComputer', { loanId, condition: 'WORKING', idempotencyKey: aKey() });
    const { household, userErrors } = await send('eraseHousehold', { householdId });
    expect(userErrors).toEqual([]);
    expect(household).toMatchObject({
      size: null,
      email: null,
      remindedByEmailSince: null,
      quotientBand: null,
      erasedOn: '2011-06-15',
      people: [{ givenName: '', familyName: '', birthYear: null, erasedOn: '2011-06-15' }],
      loans: { nodes: [{ id: loanId }] },
    });
    const { person, loan, after } = await lender().request(`{
      person: people(search: "Goff") { nodes { id } }
      loan(id: "${loanId}") { agreement { name } returnReceipt { name } signedAgreement { digest } }
      after: household(id: "${householdId}") { eligibilities { id } } }`);
    expect(person.nodes).toEqual([]);
    expect(loan).toEqual({ agreement: null, returnReceipt: null, signedAgreement: null });
    expect(after.eligibilities).toEqual([]);
  });

  it('leaves nothing that was said of it, in any table, nor a digest that would confirm a guess', async () => {
    const householdId = await aKnownHousehold();
    await send('recordContact', { householdId, email: 'erased@example.org', remindByEmail: true });
    await send('moveHousehold', { householdId, commune: LANESTER, on: '2011-06-14' });
    const { loanId } = await anActiveLoan(lender(), { householdId, startedOn: '2010-01-10' });
    const told = () => ({ loanId, on: '2011-06-14', idempotencyKey: aKey() });
    await tell(lender(), 'reportFault', { ...told(), problem: 'Her cat sat on it' });
    await tell(lender(), 'returnComputer', { ...told(), condition: 'BROKEN' });
    await tell(lending.as('manager'), 'liftSanction', { loanId, reason: 'Her uncle paid' });
    const said = ['erased@example.org', 'Her cat sat on it', 'Her uncle paid'];
    for (const text of said) expect(await tablesWith(lending, text)).toHaveLength(1);
    const digests = [...(await digestsOf(lending, householdId)), ...(await digestsOf(lending, loanId))];
    expect((await send('eraseHousehold', { householdId })).userErrors).toEqual([]);
    for (const text of [...said, ...digests]) expect(await tablesWith(lending, text)).toEqual([]);
    // What the other services are told of it is kept until they were told twice.
    const left = ['forgotten_elsewhere', 'history', 'household', 'idempotency', 'loan', 'person'];
    expect(await tablesWith(lending, householdId)).toEqual(left);
  });

  it('is answered again to a call that is repeated with its key', async () => {
    const householdId = await aKnownHousehold();
    const input = { householdId, idempotencyKey: `erase ${householdId}` };
    const [first, again] = [await send('eraseHousehold', input), await send('eraseHousehold', input)];
    expect(again).toEqual(first);
    expect(again.household.erasedOn).toBe('2011-06-15');
  });

  it.each([
    ['correctHousehold', { size: 3 }],
    ['moveHousehold', { commune: LANESTER }],
    ['recordContact', { remindByEmail: false }],
    ['eraseHousehold', {}],
  ])('leaves nothing for %s to change', async (verb, input) => {
    const householdId = await aKnownHousehold();
    await send('eraseHousehold', { householdId });
    expect((await send(verb, { householdId, ...input })).userErrors).toMatchObject([
      { field: ['householdId'], code: 'ERASED' },
    ]);
  });

  it('lets it borrow and grow no more', async () => {
    const householdId = await aKnownHousehold();
    await send('eraseHousehold', { householdId });
    expect((await tell(lender(), 'requestLoan', { householdId })).userErrors).toMatchObject([{ code: 'ERASED' }]);
    expect((await registerPerson(lender(), { householdId })).userErrors).toMatchObject([{ code: 'ERASED' }]);
  });

  it('waits for its loans to be over', async () => {
    const householdId = await aKnownHousehold();
    await aLoan(lender(), { householdId });
    const { userErrors } = await send('eraseHousehold', { householdId });
    expect(userErrors).toMatchObject([{ field: ['householdId'], code: 'LOANS_OPEN' }]);
  });

  it.each([
    ['NOT_FOUND', 'householdId', { householdId: 'household_none' }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'idempotencyKey', { idempotencyKey: 'short' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const { userErrors } = await send('eraseHousehold', { householdId: await aKnownHousehold(), ...input });
    expect(userErrors).toMatchObject([{ field: [field], code }]);
  });
});
