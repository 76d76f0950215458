import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { aHousehold } from '../household/household.factory.ts';
import { aKey, aLoan, anActiveLoan } from '../loan/loan.factory.ts';
import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { digestsOf, tablesWith } from '../testing/tables-with.ts';
import { registerPerson } from './person.factory.ts';

const PERSON = 'person { id givenName familyName birthYear erasedOn history { verb details } }';

let lending: LendingUnderTest;
beforeAll(async () => void (lending = await aLending()));
afterAll(() => lending.close());

const lender = () => lending.as('lender');
const somebody = async (input = {}): Promise<string> => (await registerPerson(lender(), input)).person.id;
const send = (verb: string, input: object) =>
  callVerb<{ person: { history: object[] } & Record<string, unknown> }>(lender(), verb, PERSON, {
    idempotencyKey: aKey(),
    ...input,
  });

describe('Correcting a person', () => {
  it('puts a name right, and says nowhere what it was', async () => {
    const personId = await somebody({ givenName: 'Yan', birthYear: 1980 });
    const { person, userErrors } = await send('correctPerson', { personId, givenName: 'Yann' });
    expect(userErrors).toEqual([]);
    expect(person).toMatchObject({ givenName: 'Yann', familyName: 'Le Bihan', birthYear: 1980 });
    expect(person.history.at(-1)).toEqual({ verb: 'correctPerson', details: { corrected: ['givenName'] } });
  });

  it.each([
    ['NOT_FOUND', 'personId', { personId: 'person_none' }],
    ['BORN_IN_THE_FUTURE', 'birthYear', { birthYear: 2012 }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'familyName', { familyName: '' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const { userErrors } = await send('correctPerson', { personId: await somebody(), ...input });
    expect(userErrors).toMatchObject([{ field: [field], code }]);
  });
});

describe('Erasing a person', () => {
  it('leaves an id without a name, that nothing changes any more', async () => {
    const personId = await somebody();
    const { person } = await send('erasePerson', { personId });
    expect(person).toMatchObject({ givenName: '', familyName: '', birthYear: null, erasedOn: '2011-06-15' });
    for (const [verb, input] of [
      ['erasePerson', {}],
      ['correctPerson', { givenName: 'Yann' }],
    ] as const) {
      expect((await send(verb, { personId, ...input })).userErrors).toMatchObject([{ code: 'ERASED' }]);
    }
  });

  it('leaves no digest of their name, whoever registered it and under whichever entry', async () => {
    const people = [{ givenName: 'Maïwenn', familyName: 'Cariou', birthYear: 1990 }];
    const householdId = await aHousehold(lender(), { people, idempotencyKey: aKey() });
    const twice = await aHousehold(lender(), { people, idempotencyKey: aKey() });
    const idIn = async (id: string): Promise<string> =>
      (await lender().request(`{ household(id: "${id}") { people { id } } }`)).household.people[0].id;
    const [personId, other] = [await idIn(householdId), await idIn(twice)];
    await send('correctPerson', { personId, givenName: 'Maiwenn' });
    const digests = [...(await digestsOf(lending, householdId)), ...(await digestsOf(lending, twice))];
    digests.push(...(await digestsOf(lending, personId)));
    await send('mergePeople', { keptPersonId: personId, personId: other });
    expect((await send('erasePerson', { personId })).userErrors).toEqual([]);
    for (const digest of digests) expect(await tablesWith(lending, digest)).toEqual([]);
  });

  it('takes the address of their household away when nobody with a name remains in it', async () => {
    const people = ['Riwal', 'Rozenn'].map((givenName) => ({ givenName, familyName: 'Penn' }));
    const householdId = await aHousehold(lender(), { people });
    const contact = { householdId, email: 'penn@example.org', remindByEmail: true, idempotencyKey: aKey() };
    await callVerb(lender(), 'recordContact', 'household { id }', contact);
    const seen = async () =>
      (await lender().request(`{ household(id: "${householdId}") { email remindedByEmailSince people { id } } }`))
        .household;
    const [first, last] = (await seen()).people as { id: string }[];
    await send('erasePerson', { personId: first!.id });
    expect((await seen()).email).toBe('penn@example.org');
    await send('erasePerson', { personId: last!.id });
    expect(await seen()).toMatchObject({ email: null, remindedByEmailSince: null });
  });

  it('waits for the loans of their household to be over', async () => {
    const householdId = await aHousehold(lender());
    const personId = await somebody({ householdId });
    await aLoan(lender(), { householdId });
    expect((await send('erasePerson', { personId })).userErrors).toMatchObject([
      { field: ['personId'], code: 'LOANS_OPEN' },
    ]);
  });

  it.each([
    ['NOT_FOUND', 'personId', { personId: 'person_none' }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'idempotencyKey', { idempotencyKey: 'short' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const { userErrors } = await send('erasePerson', { personId: await somebody(), ...input });
    expect(userErrors).toMatchObject([{ field: [field], code }]);
  });
});

describe('The file of a person', () => {
  const fileOf = async (id: string) =>
    (await lender().request(`{ personFile(id: "${id}") { name mediaType content } }`)).personFile;

  it('holds everything that is known of them, their household and their loans', async () => {
    const householdId = await aHousehold(lender(), { size: 3 });
    const personId = await somebody({ householdId, birthYear: 1980 });
    const { loanId, computerId } = await anActiveLoan(lender(), { householdId });
    const file = await fileOf(personId);
    expect(file).toMatchObject({ name: `personne-${personId}.json`, mediaType: 'application/json' });
    const told = JSON.parse(Buffer.from(file.content, 'base64').toString());
    expect(told).toMatchObject({
      notice: expect.stringContaining('RGPD'),
      person: { id: personId, givenName: 'Yann', familyName: 'Le Bihan', birthYear: 1980 },
      history: [{ verb: 'registerPerson' }],
      household: {
        id: householdId,
        size: 3,
        loans: [{ loan: { id: loanId }, computers: [{ computer_id: computerId }], terms: [{ number: 1 }] }],
      },
    });
  });

  it('is of somebody without a household too, and of nobody else', async () => {
    const told = await fileOf(await somebody());
    expect(JSON.parse(Buffer.from(told.content, 'base64').toString()).household).toBeNull();
    expect(await fileOf('person_none')).toBeNull();
  });
});
