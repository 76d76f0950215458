import { Client } from 'pg';
import { answersToRewriting, historySeenAs } from '../../packages/platform/testing/history-seen.ts';
import { MOST_DOCUMENTS } from '../../packages/platform/documents/count-document.ts';
import { SPLIT_BATCHES } from '../../packages/platform/testing/batches.ts';
import type { ServiceUnderTest } from '../../packages/platform/testing/a-service.ts';
import { allocateVisas } from './allocation/allocation.factory.ts';
import { aPerson, bookSeat } from './attendance/attendance.factory.ts';
import { claimVisas } from './claim/claim.factory.ts';
import { aRunningPathway } from './pathway/pathway.factory.ts';
import { aPlace } from './place/place.factory.ts';
import { aSession, hoursFor, recordSession } from './session/session.factory.ts';
import { aTrainingService } from './training.factory.ts';
import { aCompletedVisa, issueVisa } from './visa/visa.factory.ts';

const ORGANISATIONS = Array.from({ length: 50 }, (_, index) => `RNA-W56100${String(index).padStart(4, '0')}`);
const MANY = 50;
/** Of what takes long to make. */
const FEW = 6;

const ABOUT_PEOPLE = [
  'attendance',
  'visa',
  'visa_attendance',
  'visa_claim_line',
  'pathway',
  'assessment',
  'person_alias',
];

const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    ... on Place { name commune { code } receives: sessions(first: 3) { nodes { id } } history { verb } }
    ... on Session {
      theme seatsLeft place { id } programme { id } organisation { id } courseProvider { id }
      register: attendances(first: 3) { nodes { person { id } session { id } history { verb } } } history { verb }
    }
    ... on Attendance { status session { id } person { id } history { verb } }
    ... on Visa { amount hours: hoursAttended person { id } allocation { left } claims { number } history { verb } }
    ... on VisaAllocation { left drawn(first: 3) { nodes { id } } history { verb } }
    ... on VisaClaim { number amount amountPaid lines { visa { amount } } history { verb } }
    ... on Pathway {
      hours: hoursAttended register: attendances(first: 3) { nodes { id } } assessments { levels { level } } progress { gained }
      person { id } history { verb }
    }
    ... on Person { hoursAttended attendances(first: 3) { nodes { session { heldOn } } } visas(first: 3) { nodes { state } } pathways(first: 3) { nodes { state } } }
    ... on Organisation { sessions(first: 3) { nodes { heldOn } } }
    ... on Programme { sessions(first: 3) { nodes { heldOn } } }
  }
}`;

describe('What training knows', () => {
  let training: ServiceUnderTest;
  const people = Array.from({ length: MANY }, aPerson);
  let placeIds: string[];
  let sessionIds: string[];
  let attendanceIds: string[];
  let visaIds: string[];
  let allocationIds: string[];
  let claimIds: string[];
  let pathwayIds: string[];

  const trainer = () => training.as('trainer');
  const aClaim = async (): Promise<string> => {
    const visaId = await aCompletedVisa(trainer(), '2011-02-01');
    return (await claimVisas(training.as('manager'), [visaId])).claim.id;
  };
  const ask = (query: string, variables: object = {}) => trainer().request(query, variables);

  beforeAll(async () => {
    training = await aTrainingService();
    await allocateVisas(training.as('manager'));
    placeIds = await Promise.all(people.map(() => aPlace(trainer())));
    const made = await Promise.all(
      people.map((personId, index) =>
        recordSession(trainer(), {
          mode: 'ON_SITE',
          placeId: placeIds[index],
          organisationId: ORGANISATIONS[index],
          programmeId: `programme-${index}`,
          attendances: [{ personId }],
          on: index < 10 ? '2010-05-05' : '2011-05-05',
        }),
      ),
    );
    sessionIds = made.map(({ session }) => session.id);
    attendanceIds = made.map(({ session }) => session.attendances.nodes[0]!.id);
    const issued = await Promise.all(people.map((personId) => issueVisa(trainer(), { personId })));
    visaIds = issued.map(({ visa }) => visa.id);
    const allocated = await Promise.all(
      people.map(() => allocateVisas(training.as('manager'), { programmeId: 'other' })),
    );
    allocationIds = allocated.map(({ allocation }) => allocation.id);
    pathwayIds = await Promise.all(people.map((personId) => aRunningPathway(trainer(), '2011-05-01', { personId })));
    claimIds = await Promise.all(people.slice(0, FEW).map(aClaim));
  }, 120_000);
  afterAll(() => training.close());

  const references = (name: string): string[] =>
    ({
      Place: placeIds,
      Session: sessionIds,
      Attendance: attendanceIds,
      Visa: visaIds,
      VisaAllocation: allocationIds,
      VisaClaim: claimIds,
      Pathway: pathwayIds,
      Person: people,
      Organisation: ORGANISATIONS,
      Programme: people.map((_, index) => `programme-${index}`),
    })[name]!;
  const resolve = async (name: string, ids: string[]) => {
    const { _entities } = await ask(ENTITIES, { representations: ids.map((id) => ({ __typename: name, id })) });
    return _entities;
  };

  it.each([
    ['Place', MANY],
    ['Session', MANY],
    ['Attendance', MANY],
    ['Visa', MANY],
    ['VisaAllocation', MANY],
    ['VisaClaim', FEW],
    ['Pathway', MANY],
    ['Person', MANY],
    ['Organisation', MANY],
    ['Programme', MANY],
  ])('answers references to %s, %d of them with as many statements as 2', async (name, all) => {
    const ids = references(name);
    const few = await training.countStatements(() => resolve(name, ids.slice(0, 2)));
    const many = await training.countStatements(async () => expect(await resolve(name, ids)).toHaveLength(all));
    expect(few).toBeGreaterThan(0);
    expect(many).toBeLessThanOrEqual(few + SPLIT_BATCHES);
  });

  it.each([
    'places(first: $first) { nodes { commune { code } sessions { nodes { id } } history { verb } } }',
    'sessions(first: $first) { nodes { place { name } attendances { nodes { status history { verb } } } history { verb } } }',
    'pathways(first: $first) { nodes { hoursAttended progress { gained } attendances { nodes { id } } history { verb } } }',
    'visaAllocations(first: $first) { nodes { left drawn { nodes { state } } history { verb } } }',
    'visas(first: $first) { nodes { hoursAttended allocation { left } claims { number } person { attendances { nodes { id } } visas { nodes { id } } hoursAttended } history { verb } } }',
  ])('reads a list of 50 with as many statements as of 2: %s', async (list) => {
    const read = (first: number) => ask(`query ($first: Int!) { list: ${list} }`, { first });
    const few = await training.countStatements(() => read(2));
    const many = await training.countStatements(async () => expect((await read(MANY)).list.nodes).toHaveLength(MANY));
    expect(many).toBeLessThanOrEqual(few + SPLIT_BATCHES);
  });

  it('writes as many calendars as a request may have made with as many statements as two', async () => {
    const read = (first: number) =>
      ask('query ($first: Int!) { places(first: $first) { nodes { calendar { size } } } }', { first });
    const few = await training.countStatements(() => read(2));
    const many = await training.countStatements(async () =>
      expect((await read(MOST_DOCUMENTS)).places.nodes).toHaveLength(MOST_DOCUMENTS),
    );
    expect(many).toBeLessThanOrEqual(few + SPLIT_BATCHES);
  });

  it('reaches a person’s sessions and hours, an organisation’s and a programme’s sessions', async () => {
    const [person] = await resolve('Person', [people[20]!]);
    expect(person).toEqual({
      hoursAttended: 1,
      attendances: { nodes: [{ session: { heldOn: '2011-05-05' } }] },
      visas: { nodes: [{ state: 'ISSUED' }] },
      pathways: { nodes: [{ state: 'IN_PROGRESS' }] },
    });
    const held = { sessions: { nodes: [{ heldOn: '2010-05-05' }] } };
    expect(await resolve('Organisation', [ORGANISATIONS[3]!])).toEqual([held]);
    expect(await resolve('Programme', ['programme-3'])).toEqual([held]);
  });

  it.each(['Place', 'Session', 'Attendance', 'Visa', 'VisaAllocation', 'VisaClaim', 'Pathway', 'Person'])(
    'answers null for a made-up %s',
    async (name) => {
      expect(await resolve(name, ['made-up'])).toEqual([null]);
    },
  );

  it('answers null for an unknown id', async () => {
    const { place, session, visa } = await ask(
      '{ place(id: "x") { id } session(id: "x") { id } visa(id: "x") { id } }',
    );
    expect([place, session, visa]).toEqual([null, null, null]);
  });

  it('finds sessions by day, place and state', async () => {
    const count = async (filter: string): Promise<number> =>
      (await ask(`{ sessions(first: 100, ${filter}) { nodes { id } } }`)).sessions.nodes.length;
    expect(await count('to: "2010-12-31"')).toBe(10);
    expect(await count('from: "2011-05-05"')).toBe(40);
    expect(await count('from: "2010-05-06", to: "2011-05-04"')).toBe(FEW);
    expect(await count(`placeId: "${placeIds[0]}"`)).toBe(1);
    expect([await count('state: HELD'), await count('state: CANCELLED')]).toEqual([MANY + FEW, 0]);
  });

  it('finds places by kind and commune, and visas by state and programme', async () => {
    const found = await ask(`{
      pat: places(kind: PAT) { nodes { id } }
      lorient: places(commune: "COM-56121", first: 100) { nodes { id } }
      started: visas(state: STARTED) { nodes { id } }
      solidaire: visas(programmeId: "ordi-solidaire-bretagne", first: 100) { nodes { id } }
    }`);
    const counts = Object.values<{ nodes: object[] }>(found).map(({ nodes }) => nodes.length);
    expect(counts).toEqual([0, MANY, 0, MANY + FEW]);
  });

  it('adds up the hours of a person over sessions', async () => {
    const personId = aPerson();
    await hoursFor(trainer(), personId, 13, '2011-01-10');
    expect(await resolve('Person', [personId])).toMatchObject([{ hoursAttended: 13 }]);
  });

  it.each(['Session', 'Attendance', 'Visa', 'VisaAllocation', 'VisaClaim', 'Pathway', 'Person'])(
    'keeps %s from whoever does not train',
    async (name) => {
      const representations = [{ __typename: name, id: references(name)[0] }];
      for (const role of ['lender', 'technician', 'coordinator', 'partner', 'anonymous'] as const) {
        await expect(training.as(role).request(ENTITIES, { representations })).rejects.toThrow(new RegExp(name));
      }
    },
  );

  it('shows everybody its places, and nobody but trainers their sessions', async () => {
    const { places } = await training
      .as('anonymous')
      .request('{ places(first: 1) { nodes { name commune { code } } } }');
    expect(places.nodes).toMatchObject([{ commune: { code: 'COM-56121' } }]);
    const sessions = training.as('coordinator').request('{ places(first: 1) { nodes { sessions { nodes { id } } } } }');
    await expect(sessions).rejects.toThrow(/Session/);
  });

  it('tells only those who train which colleague did what', async () => {
    const history = '{ places(first: 1) { nodes { history { recordedBy } } } }';
    for (const role of ['lender', 'coordinator', 'partner', 'anonymous'] as const) {
      await expect(training.as(role).request(history)).rejects.toThrow(/HistoryEntry/);
    }
    const { places } = await trainer().request(history);
    expect(places.nodes[0].history[0].recordedBy).toMatch(/trainer/);
  });

  it('hides what is about people in the database itself from other roles', async () => {
    const client = new Client({
      connectionString: training.loginUrl,
      options: '-c search_path=training -c app.roles=lender',
    });
    await client.connect();
    const { rows } = await client.query(
      `select ${[...ABOUT_PEOPLE, 'session'].map((table) => `(select count(*)::int from ${table}) as ${table}`).join(', ')}`,
    );
    await client.end();
    const { session, ...hidden } = rows[0];
    expect(hidden).toEqual(Object.fromEntries(ABOUT_PEOPLE.map((table) => [table, 0])));
    expect(session).toBeGreaterThan(0);
  });

  it.each([
    ['trainer', true],
    ['service', true],
    ['technician,lender,coordinator,partner,instance', false],
    ['', false],
  ])('shows the role "%s" history: %s, whatever the code asks', async (roles, isSeen) => {
    expect((await historySeenAs(training, 'training', roles)).includes('Session')).toBe(isSeen);
  });

  it('lets nobody change what was recorded, neither itself nor whoever owns the database', async () => {
    const permission = 'permission denied for table history';
    expect(await answersToRewriting(training.loginUrl, 'training')).toEqual([permission, permission, permission]);
    const kept = 'history is append-only: record what is right now besides, and leave what was recorded';
    expect(await answersToRewriting(training.databaseUrl, 'training')).toEqual([kept, kept, kept]);
  });

  it('keeps no name and no person in any history', async () => {
    const { attendance } = await bookSeat(trainer(), await aSession(trainer()));
    const client = new Client({ connectionString: training.databaseUrl });
    await client.connect();
    const { rows } = await client.query(
      "select noun_id || details::text as text from training.history where details::text ~ 'person_'",
    );
    await client.end();
    expect(attendance.person.id).toMatch(/^person_/);
    expect(rows).toEqual([]);
  });
});
