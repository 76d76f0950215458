import { Client } from 'pg';
import type { CallPeer } from '../../../packages/platform/peers/subgraph.ts';
import { SPLIT_BATCHES } from '../../../packages/platform/testing/batches.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { aHousehold } from '../household/household.factory.ts';
import { aKey, aLoan, tell } from '../loan/loan.factory.ts';
import { registerPerson } from '../person/person.factory.ts';
import { aLending, JOBS, type LendingUnderTest } from '../testing/a-lending.ts';

interface Pair {
  id: string;
  kind: string;
  judgement: string | null;
  people: { id: string }[];
  households: { id: string }[];
}

/** A training of one verb: what it was asked, and whether it answers. */
const training = { isAway: false, refuses: false, asked: [] as object[] };
const callPeer: CallPeer = async (peer, document, { input }) => {
  if (training.isAway) throw new Error('connection refused');
  expect([peer, document]).toEqual(['training', expect.stringContaining('repointPerson(input: $input)')]);
  training.asked.push(input as object);
  const userErrors = training.refuses ? [{ code: 'SAME_PERSON' }] : [];
  return { repointPerson: { changed: 1, userErrors } };
};

let lending: LendingUnderTest;
beforeAll(async () => void (lending = await aLending({ callPeer, jobs: JOBS })));
afterAll(() => lending.close());
afterEach(() => void Object.assign(training, { isAway: false, refuses: false }));

const lender = () => lending.as('lender');
const person = async (givenName: string, familyName: string, more: object = {}): Promise<string> =>
  (await registerPerson(lender(), { givenName, familyName, ...more })).person.id;
const pairs = async (kind = 'PERSON'): Promise<Pair[]> => {
  const document = `{ possibleDuplicates(kind: ${kind}, first: 100) {
    nodes { id kind judgement people { id } households { id } } } }`;
  return (await lender().request(document)).possibleDuplicates.nodes;
};
const isProposed = async (one: string, other: string, kind = 'PERSON') =>
  (await pairs(kind)).some(({ id }) => id === [one, other].toSorted().join('~'));
const judge = (duplicateId: string, judgement: string, more: object = {}) =>
  callVerb<{ duplicate: Pair }>(
    lender(),
    'judgeDuplicate',
    'duplicate { id kind judgement people { id } households { id } }',
    {
      duplicateId,
      judgement,
      idempotencyKey: aKey(),
      ...more,
    },
  );
const mergePeople = (keptPersonId: string, personId: string, more: object = {}) =>
  callVerb<{ person: Record<string, unknown> }>(
    lender(),
    'mergePeople',
    'person { id givenName birthYear household { id } merges { id mergedOn isSettling } history { verb details } }',
    { keptPersonId, personId, idempotencyKey: aKey(), ...more },
  );
const mergeHouseholds = (keptHouseholdId: string, householdId: string, more: object = {}) =>
  callVerb<{ household: Record<string, unknown> }>(
    lender(),
    'mergeHouseholds',
    `household { id size email remindedByEmailSince quotientBand registeredOn commune { code } mergedIds
      people { id } loans { nodes { id commune { code } } } eligibilities { ground } history { verb details } }`,
    { keptHouseholdId, householdId, idempotencyKey: aKey(), ...more },
  );

describe('People who are perhaps one', () => {
  it.each([
    ['Élodie Le Goff, and without accents', ['Élodie', 'Le Goff', 1975], ['ELODIE', 'Le-Goff', 1975], true],
    ['a letter too many', ['Nolwenn', 'Guégan', 1976], ['Nolwen', 'Guegan', 1976], true],
    ['two letters that changed places', ['Soizic', 'Le Bris', 1977], ['Soizic', 'Le Brsi', 1977], true],
    ['first and last name exchanged', ['Yann', 'Tanguy', 1978], ['Tanguy', 'Yann', 1978], true],
    ['a year of birth that was not asked', ['Maël', 'Corre', 1979], ['Maël', 'Corre', null], true],
    ['another alphabet', ['Дарья', 'Иванова', 1980], ['Дария', 'Иванова', 1980], true],
    ['another year of birth', ['Gwenn', 'Morvan', 1981], ['Gwenn', 'Morvan', 1982], false],
    ['a close name without a year of birth', ['Loïc', 'Salaün', 1983], ['Loïs', 'Salaün', null], false],
    ['another name', ['Erwan', 'Le Roux', 1984], ['Marine', 'Kervella', 1984], false],
  ] as const)('%s', async (_what, one, other, proposed) => {
    const register = ([givenName, familyName, birthYear]: readonly [string, string, number | null]) =>
      person(givenName, familyName, { birthYear });
    expect(await isProposed(await register(one), await register(other))).toBe(proposed);
  });

  it('are shown beside each other, and once', async () => {
    const [one, other] = [
      await person('Anna', 'Le Dû', { birthYear: 1960 }),
      await person('Ana', 'Le Du', { birthYear: 1960 }),
    ];
    const shown = (await pairs()).filter(({ people }) => people.some(({ id }) => id === one));
    expect(shown).toEqual([
      { id: `${one}~${other}`, kind: 'PERSON', judgement: null, people: [{ id: one }, { id: other }], households: [] },
    ]);
  });

  it('propose their households, and so does one address of two', async () => {
    const people = [{ givenName: 'Hervé', familyName: 'Jaouen', birthYear: 1961 }];
    const [one, other, third] = [
      await aHousehold(lender(), { people }),
      await aHousehold(lender(), { people }),
      await aHousehold(lender()),
    ];
    expect(await isProposed(one, other, 'HOUSEHOLD')).toBe(true);
    const contact = { remindByEmail: false, email: 'Jaouen@example.org' };
    await callVerb(lender(), 'recordContact', 'household { id }', {
      householdId: one,
      idempotencyKey: aKey(),
      ...contact,
    });
    const email = contact.email.toLowerCase();
    const theirs = { ...contact, email, householdId: third, idempotencyKey: aKey() };
    await callVerb(lender(), 'recordContact', 'household { id }', theirs);
    expect(await isProposed(one, third, 'HOUSEHOLD')).toBe(true);
    expect((await pairs('HOUSEHOLD'))[0]!.households).toHaveLength(2);
  });

  it('are read in as many statements for fifty as for two', async () => {
    for (let count = 0; count < 11; count++)
      await aHousehold(lender(), { people: [{ givenName: 'Jean', familyName: 'Bon' }] });
    const count = (first: number) =>
      lending.countStatements(() =>
        lender().request(`{ possibleDuplicates(first: ${first}) { nodes {
          people { merges { id } household { mergedIds eligibilities { id } } } households { people { id } } } } }`),
      );
    expect((await pairs()).length).toBeGreaterThanOrEqual(50);
    expect(await count(50)).toBeLessThanOrEqual((await count(2)) + SPLIT_BATCHES);
  });
});

describe('Judging two entries', () => {
  const twins = async () =>
    [await person('Léa', 'Riou', { birthYear: 1999 }), await person('Léo', 'Riou', { birthYear: 1999 })] as const;

  it('remembers for ever that they are two', async () => {
    const [one, other] = await twins();
    const { duplicate, userErrors } = await judge(`${one}~${other}`, 'DIFFERENT');
    expect(userErrors).toEqual([]);
    expect(duplicate).toMatchObject({ judgement: 'DIFFERENT', people: [{ id: one }, { id: other }] });
    expect(await isProposed(one, other)).toBe(false);
    const { userErrors: merging } = await mergePeople(one, other);
    expect(merging).toMatchObject([{ field: ['personId'], code: 'JUDGED_DIFFERENT' }]);
  });

  it('proposes them again once they are judged anew, until they are merged', async () => {
    const [one, other] = await twins();
    await judge(`${one}~${other}`, 'DIFFERENT');
    await judge(`${other}~${one}`, 'SAME');
    expect((await pairs()).find(({ id }) => id === `${one}~${other}`)).toMatchObject({ judgement: 'SAME' });
    expect((await mergePeople(one, other)).userErrors).toEqual([]);
    expect(await isProposed(one, other)).toBe(false);
  });

  it('proposes no household for people who are two', async () => {
    const [householdId, another] = [await aHousehold(lender()), await aHousehold(lender())];
    const one = await person('Tom', 'Abgrall', { birthYear: 1998, householdId });
    const other = await person('Tim', 'Abgrall', { birthYear: 1998, householdId: another });
    expect(await isProposed(householdId, another, 'HOUSEHOLD')).toBe(true);
    await judge(`${one}~${other}`, 'DIFFERENT');
    expect(await isProposed(householdId, another, 'HOUSEHOLD')).toBe(false);
  });

  it.each([
    ['NOT_FOUND', 'duplicateId', { duplicateId: 'nothing' }],
    [
      'NOT_FOUND',
      'duplicateId',
      { duplicateId: 'person_01h455vb4pex5vsknk084sn02q~person_01h455vb4pex5vsknk084sn02r' },
    ],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'idempotencyKey', { idempotencyKey: 'short' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const [one, other] = await twins();
    expect((await judge(`${one}~${other}`, 'SAME', input)).userErrors).toMatchObject([{ field: [field], code }]);
  });

  it('is refused of one entry, of a merged one and of an erased one', async () => {
    const [one, other] = await twins();
    const third = await person('Lou', 'Riou', { birthYear: 1999 });
    expect((await judge(`${one}~${one}`, 'SAME')).userErrors).toMatchObject([{ code: 'SAME_ONE' }]);
    await mergePeople(one, other);
    expect((await judge(`${other}~${third}`, 'SAME')).userErrors).toMatchObject([{ code: 'MERGED' }]);
    await callVerb(lender(), 'erasePerson', 'person { id }', { personId: third, idempotencyKey: aKey() });
    expect((await judge(`${one}~${third}`, 'SAME')).userErrors).toMatchObject([{ code: 'ERASED' }]);
  });
});

describe('Merging people', () => {
  const two = async () =>
    [await person('Rozenn', 'Le Moal'), await person('Rozen', 'Le Moal', { birthYear: 1970 })] as const;

  it('keeps one entry, which answers to both ids, and has training follow', async () => {
    const householdId = await aHousehold(lender());
    const kept = await person('Rozenn', 'Le Moal');
    const other = await person('Rozen', 'Le Moal', { birthYear: 1970, householdId });
    const { person: merged, userErrors } = await mergePeople(kept, other, { on: '2011-06-10' });
    expect(userErrors).toEqual([]);
    expect(merged).toMatchObject({
      id: kept,
      givenName: 'Rozenn',
      birthYear: 1970,
      household: { id: householdId },
      merges: [{ id: other, mergedOn: '2011-06-10', isSettling: false }],
    });
    expect(training.asked.at(-1)).toEqual({ personId: other, keptPersonId: kept, mergeId: other, on: '2011-06-10' });
    const {
      person: byOldId,
      household,
      reference,
    } = await lending.as(['trainer', 'lender']).request(`{
      person(id: "${other}") { id givenName } household(id: "${householdId}") { people { id } }
      reference: _entities(representations: [{ __typename: "Person", id: "${other}" }]) { ... on Person { givenName } } }`);
    expect(byOldId).toEqual({ id: kept, givenName: 'Rozenn' });
    expect(household.people).toEqual([{ id: kept }]);
    expect(reference).toEqual([{ givenName: 'Rozenn' }]);
  });

  it.each(['isAway', 'refuses'] as const)(
    'is done here when training %s, and there as soon as it follows',
    async (how) => {
      const [kept, other] = await two();
      training[how] = true;
      const { person: merged } = await mergePeople(kept, other);
      expect(merged).toMatchObject({ merges: [{ id: other, isSettling: true }] });
      const third = await person('Rosen', 'Le Moal', { birthYear: 1970 });
      expect((await mergePeople(third, kept)).userErrors).toMatchObject([
        { field: ['personId'], code: 'MERGE_PENDING' },
      ]);
      training[how] = false;
      await query(
        "select lending_jobs.add_job('repoint_person', payload, job_key => key) from lending_jobs._private_jobs where key like 'repoint %'",
      );
      await until(
        async () =>
          !(await lender().request(`{ person(id: "${kept}") { merges { isSettling } } }`)).person.merges[0].isSettling,
      );
      expect((await mergePeople(third, kept)).person).toMatchObject({
        id: third,
        merges: [{ id: expect.anything() }, {}],
      });
      const { person: first } = await lender().request(`{ person(id: "${other}") { id } }`);
      expect(first).toEqual({ id: third });
    },
  );

  it('happens once when a call is repeated with its key, and when two race', async () => {
    const [kept, other] = await two();
    const idempotencyKey = aKey();
    const answers = await Promise.all([
      mergePeople(kept, other, { idempotencyKey }),
      mergePeople(kept, other, { idempotencyKey }),
    ]);
    expect(answers.map(({ userErrors }) => userErrors)).toEqual([[], []]);
    const [one, another] = await two();
    const racing = await Promise.all([mergePeople(one, another), mergePeople(another, one)]);
    expect(racing.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['MERGED']);
  });

  it('passes on what was judged of the one that goes', async () => {
    const [kept, other] = await two();
    const third = await person('Rozenne', 'Le Moal', { birthYear: 1970 });
    await judge(`${other}~${third}`, 'DIFFERENT');
    await mergePeople(kept, other);
    expect(await isProposed(kept, third)).toBe(false);
    expect((await mergePeople(third, kept)).userErrors).toMatchObject([{ code: 'JUDGED_DIFFERENT' }]);
  });

  it.each([
    ['NOT_FOUND', 'personId', { personId: 'person_none' }],
    ['NOT_FOUND', 'keptPersonId', { keptPersonId: 'person_none' }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'idempotencyKey', { idempotencyKey: 'short' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const [kept, other] = await two();
    expect((await mergePeople(kept, other, input)).userErrors).toMatchObject([{ field: [field], code }]);
  });

  it('is refused for one entry twice, a merged one and an erased one', async () => {
    const [kept, other] = await two();
    expect((await mergePeople(kept, kept)).userErrors).toMatchObject([{ field: ['personId'], code: 'SAME_ONE' }]);
    await mergePeople(kept, other);
    const { userErrors } = await mergePeople(kept, other);
    expect(userErrors).toMatchObject([{ field: ['personId'], code: 'MERGED', message: expect.stringContaining(kept) }]);
    const third = await person('Rozenn', 'Le Moal');
    await callVerb(lender(), 'erasePerson', 'person { id }', { personId: kept, idempotencyKey: aKey() });
    expect((await mergePeople(kept, third)).userErrors).toMatchObject([{ field: ['keptPersonId'], code: 'ERASED' }]);
  });
});

describe('Merging households', () => {
  it('keeps one entry, with the people, loans and assessments of both, each loan where it was asked from', async () => {
    const people = [{ givenName: 'Nolwenn', familyName: 'Kerdoncuff' }];
    const kept = await aHousehold(lender(), { people, quotientBand: null, quotientBandUntil: null, on: '2010-03-01' });
    const other = await aHousehold(lender(), {
      people,
      commune: 'COM-56098',
      size: 4,
      quotientBand: 'UP_TO_400',
      on: '2009-02-01',
    });
    const contact = { householdId: other, email: 'kerdoncuff@example.org', remindByEmail: true, on: '2011-01-01' };
    await callVerb(lender(), 'recordContact', 'household { id }', { ...contact, idempotencyKey: aKey() });
    const assessment = { householdId: other, ground: 'MINIMUM_BENEFIT', idempotencyKey: aKey() };
    await callVerb(lender(), 'assessEligibility', 'eligibility { id }', assessment);
    const loans = [await aLoan(lender(), { householdId: kept }), await aLoan(lender(), { householdId: other })];
    const { household, userErrors } = await mergeHouseholds(kept, other);
    expect(userErrors).toEqual([]);
    expect(household).toMatchObject({
      id: kept,
      size: 4,
      quotientBand: 'UP_TO_400',
      email: 'kerdoncuff@example.org',
      remindedByEmailSince: '2011-01-01',
      registeredOn: '2009-02-01',
      commune: { code: 'COM-56121' },
      mergedIds: [other],
      loans: {
        nodes: [
          { id: loans[0], commune: { code: 'COM-56121' } },
          { id: loans[1], commune: { code: 'COM-56098' } },
        ],
      },
      eligibilities: [{ ground: 'MINIMUM_BENEFIT' }],
    });
    expect(household['people']).toHaveLength(2);
    const { byOldId } = await lender().request(`{ byOldId: household(id: "${other}") { id } }`);
    expect(byOldId).toEqual({ id: kept });
    expect((await tell(lender(), 'requestLoan', { householdId: other })).userErrors).toMatchObject([
      { code: 'MERGED' },
    ]);
  });

  it.each([
    ['NOT_FOUND', 'householdId', { householdId: 'household_none' }],
    ['NOT_FOUND', 'keptHouseholdId', { keptHouseholdId: 'household_none' }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'idempotencyKey', { idempotencyKey: 'short' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const { userErrors } = await mergeHouseholds(await aHousehold(lender()), await aHousehold(lender()), input);
    expect(userErrors).toMatchObject([{ field: [field], code }]);
  });

  it('is refused for one entry twice, two that are different, a merged one and an erased one', async () => {
    const [one, two, three] = [await aHousehold(lender()), await aHousehold(lender()), await aHousehold(lender())];
    expect((await mergeHouseholds(one, one)).userErrors).toMatchObject([{ code: 'SAME_ONE' }]);
    await judge(`${one}~${two}`, 'DIFFERENT');
    expect((await mergeHouseholds(one, two)).userErrors).toMatchObject([{ code: 'JUDGED_DIFFERENT' }]);
    await mergeHouseholds(one, three);
    expect((await mergeHouseholds(two, three)).userErrors).toMatchObject([{ field: ['householdId'], code: 'MERGED' }]);
    await callVerb(lender(), 'eraseHousehold', 'household { id }', { householdId: two, idempotencyKey: aKey() });
    const four = await aHousehold(lender());
    expect((await mergeHouseholds(four, two)).userErrors).toMatchObject([{ field: ['householdId'], code: 'ERASED' }]);
  });
});

async function query(sql: string): Promise<void> {
  const client = new Client({ connectionString: lending.databaseUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It did not come true within ten seconds');
}
