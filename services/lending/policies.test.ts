import { Client } from 'pg';
import { newTypeId } from '../../packages/platform/context/ids.ts';
import { answersToRewriting, historySeenAs } from '../../packages/platform/testing/history-seen.ts';
import { callVerb } from '../../packages/platform/testing/call-verb.ts';
import type { Role } from '../../packages/platform/access/viewer.ts';
import { aHousehold } from './household/household.factory.ts';
import { anActiveLoan } from './loan/loan.factory.ts';
import { registerPerson } from './person/person.factory.ts';
import { aLending, type LendingUnderTest } from './testing/a-lending.ts';

const TABLES = (
  'household person loan loan_term loan_machine crossing household_move household_alias person_alias ' +
  'duplicate_judgement eligibility reminder signed_agreement organisation_contact'
).split(' ');

describe('Who may do what in lending', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => {
    lending = await aLending();
    const householdId = await aHousehold(lending.as('lender'));
    await registerPerson(lending.as('lender'), { householdId });
    const { loanId } = await anActiveLoan(lending.as('lender'), { householdId, startedOn: '2010-06-16' });
    await leaveTraces(householdId, loanId);
  });
  afterAll(() => lending.close());

  /** A row of every table that keeps something of people. */
  async function leaveTraces(householdId: string, loanId: string): Promise<void> {
    const api = lending.as('lender');
    const tell = (verb: string, input: object) =>
      callVerb(api, verb, '__typename', { idempotencyKey: newTypeId('key'), ...input });
    const person = async (): Promise<string> => (await registerPerson(api)).person.id;
    const [one, other] = [await person(), await person()];
    await tell('moveHousehold', { householdId, commune: 'COM-56098' });
    await tell('mergeHouseholds', { keptHouseholdId: householdId, householdId: await aHousehold(api) });
    await tell('mergePeople', { keptPersonId: one, personId: await person() });
    await tell('judgeDuplicate', { duplicateId: `${one}~${other}`, judgement: 'DIFFERENT' });
    await tell('assessEligibility', { householdId, ground: 'MINIMUM_BENEFIT' });
    const organisationId = 'RNA-W561000001';
    await tell('recordOrganisationContact', { organisationId, email: 'bureau@asso.example', remindByEmail: true });
    await tell('markReminderDone', { reminderId: `${loanId}~2011-06-16~ENDS_SOON` });
  }

  const codeOf = (role: Role | 'anonymous', document: string): Promise<string | undefined> =>
    lending
      .as(role)
      .request(document)
      .then(
        () => undefined,
        ({ response }: { response: { errors: { extensions: { code: string } }[] } }) =>
          response.errors[0]?.extensions.code,
      );

  it.each([
    ['households', '{ households { nodes { id } } }', ['lender', 'manager']],
    ['loans', '{ loans { nodes { id } } }', ['lender', 'manager']],
    ['people', '{ people { nodes { id } } }', ['lender', 'trainer', 'manager']],
    ['possible duplicates', '{ possibleDuplicates { nodes { id } } }', ['lender', 'manager']],
    ['the file of a person', '{ personFile(id: "person_x") { content } }', ['lender', 'manager']],
    ['open faults', '{ openFaults { nodes { id } } }', ['lender', 'manager']],
    ['reminders', '{ remindersDue { nodes { id } } }', ['lender', 'manager']],
    ['the calendar of loans', '{ loanCalendar { content } }', ['lender', 'manager']],
    [
      'erasing people',
      'mutation { erasePerson(input: { personId: "x", idempotencyKey: "12345678" }) { userErrors { code } } }',
      ['lender', 'manager'],
    ],
    ['the household of a person', '{ people { nodes { household { id } } } }', ['lender', 'manager']],
    [
      'the loan of a computer',
      '{ _entities(representations: [{ __typename: "Computer", id: "computer_x" }]) { ... on Computer { currentLoan { id } } } }',
      ['lender', 'manager'],
    ],
    [
      'refusing loans',
      'mutation { refuseLoan(input: { loanId: "x", reason: OTHER, referral: "elsewhere" }) { userErrors { code } } }',
      ['lender', 'manager'],
    ],
    [
      'bringing figures, at an association,',
      'mutation { receiveLendingFigures(input: { slices: [], heartbeats: [] }) { slices { code } } }',
      [],
    ],
  ])('allows %s to whom it belongs', async (_what, document, allowed) => {
    const roles = [
      'technician',
      'lender',
      'trainer',
      'manager',
      'coordinator',
      'partner',
      'instance',
      'service',
    ] as const;
    for (const role of roles) {
      expect([role, await codeOf(role, document)]).toEqual([role, allowed.includes(role) ? undefined : 'FORBIDDEN']);
    }
    expect(await codeOf('anonymous', document)).toBe('UNAUTHENTICATED');
  });

  it('shows no person to the staff of another association, though one provider may sign for both', async () => {
    for (const role of ['lender', 'trainer', 'manager'] as const) {
      const neighbour = lending.as(role, { association: 'ordi-partage-caen' });
      await expect(neighbour.request('{ people { nodes { id } } }')).rejects.toThrow('FORBIDDEN');
    }
  });

  it.each([
    ['service', TABLES.filter((table) => table !== 'crossing')],
    ['trainer', ['person', 'person_alias']],
    ['technician,coordinator,partner,instance', []],
    ['', []],
  ])('shows the role "%s" rows of nothing but what is its own, whatever the code asks', async (roles, visible) => {
    const client = new Client({
      connectionString: lending.loginUrl,
      options: `-c search_path=lending -c app.roles=${roles}`,
    });
    await client.connect();
    const seen: string[] = [];
    for (const table of TABLES) if ((await client.query(`select from ${table}`)).rowCount) seen.push(table);
    await client.end();
    expect(seen).toEqual(visible);
  });

  it.each([
    ['lender', ['Household', 'Loan', 'Organisation', 'Person']],
    ['service', ['Household', 'Loan', 'Organisation', 'Person']],
    ['trainer', ['Person']],
    ['technician,coordinator,partner,instance', []],
    ['', []],
  ])('shows the role "%s" the history of what it may see, whatever the code asks', async (roles, nouns) => {
    expect(await historySeenAs(lending, 'lending', roles)).toEqual(nouns);
  });

  it('lets nobody change what was recorded, neither itself nor whoever owns the database', async () => {
    const permission = 'permission denied for table history';
    expect(await answersToRewriting(lending.loginUrl, 'lending')).toEqual([permission, permission, permission]);
    const kept = 'history is append-only: record what is right now besides, and leave what was recorded';
    expect(await answersToRewriting(lending.databaseUrl, 'lending')).toEqual([kept, kept, kept]);
  });
});

describe('A hub', () => {
  let hub: LendingUnderTest;
  beforeAll(async () => void (hub = await aLending({ association: null })));
  afterAll(() => hub.close());

  it.each([
    ['registerHousehold', '{ commune: "COM-56121" }'],
    ['registerPerson', '{ givenName: "Yann", familyName: "Le Bihan" }'],
    ['requestLoan', '{ organisationId: "RNA-W561000001", commune: "COM-56121" }'],
  ])('keeps neither people nor loans: %s', async (verb, input) => {
    const asked = hub.as('manager').request(`mutation { ${verb}(input: ${input}) { userErrors { code } } }`);
    await expect(asked).rejects.toThrow('FORBIDDEN');
  });
});
