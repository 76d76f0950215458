import { openDatabase, type Database } from '../../../packages/platform/database/database.ts';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { createFigures } from '../../../packages/figures/run/figures-jobs.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { allocateVisas } from '../allocation/allocation.factory.ts';
import { aPerson, bookSeat } from '../attendance/attendance.factory.ts';
import { measures } from '../measures.ts';
import { prescribePathway } from '../pathway/pathway.factory.ts';
import { aSession, correctRegister, holdSession, hoursFor, recordSession } from '../session/session.factory.ts';
import { training as parts } from '../subgraph.ts';
import { aTrainingService } from '../training.factory.ts';
import { issueVisa } from '../visa/visa.factory.ts';

const LINES = `query ($id: ID!) { session(id: $id) { attendances(first: 10) { nodes { id status minutes person { id } } } } }`;

describe('Somebody who was erased at lending', () => {
  let training: ServiceUnderTest;
  let database: Database;
  beforeAll(async () => {
    training = await aTrainingService();
    await allocateVisas(training.as('manager'));
    database = await openDatabase({ url: training.loginUrl, service: 'training', entities: parts.entities });
  });
  afterAll(async () => {
    await database.close();
    await training.close();
  });
  /** Every figure of every month, counted anew where something changed. */
  const figures = async (): Promise<object[]> => {
    const { clock } = training;
    await createFigures({ database, measures, clock, association: 'defis', seat: 'COM-56121', upstream: null }).build();
    const { rows } = await database.pool.query<{ fact: object }>('select to_jsonb(fact) as fact from fact order by 1');
    return rows.map(({ fact }) => fact);
  };
  const trainer = () => training.as('trainer');
  const forget = (...people: string[][]) =>
    callVerb<{ changed: number | null }>(training.as('service'), 'forgetPeople', 'changed', {
      people: people.map((ids) => ({ ids })),
    });
  const file = async (...personIds: string[]) =>
    (
      await training
        .as('service')
        .request('query ($personIds: [ID!]!) { trainingFile(personIds: $personIds) }', { personIds })
    ).trainingFile as { attendances: Record<string, unknown>[]; visas: object[]; pathways: object[] };
  const contacts = async (...personIds: string[]) =>
    (
      await training
        .as('service')
        .request('query ($personIds: [ID!]!) { lastContacts(personIds: $personIds) { personId lastOn isOpen } }', {
          personIds,
        })
    ).lastContacts;
  const linesOf = async (id: string) => (await trainer().request(LINES, { id })).session.attendances.nodes;

  it('leaves what was done with them, without them, and moves no figure', async () => {
    const [personId, other] = [aPerson(), aPerson()];
    const { session } = await recordSession(trainer(), { attendances: [{ personId }, { personId: other }] });
    await hoursFor(trainer(), personId, 2, '2011-02-01');
    await issueVisa(trainer(), { personId });
    await prescribePathway(trainer(), { personId });
    const before = await figures();
    expect(before.length).toBeGreaterThan(5);
    expect(await forget([personId])).toEqual({ changed: 4, userErrors: [] });
    expect(await forget([personId])).toEqual({ changed: 0, userErrors: [] });
    expect(await file(personId)).toEqual({ attendances: [], visas: [], pathways: [] });
    expect(await linesOf(session.id)).toMatchObject([
      { status: 'SEEN', minutes: 60, person: null },
      { status: 'SEEN', minutes: 60, person: { id: other } },
    ]);
    expect(await figures()).toEqual(before);
    const { visas, pathways } = await trainer().request(
      '{ visas { nodes { person { id } } } pathways { nodes { person { id } } } }',
    );
    expect([visas.nodes.at(-1), pathways.nodes.at(-1)]).toEqual([{ person: null }, { person: null }]);
  });

  it('is forgotten under every id', async () => {
    const [given, kept, unheardOf] = [aPerson(), aPerson(), aPerson()];
    for (const personId of [given, kept, unheardOf]) await hoursFor(trainer(), personId, 1, '2011-02-01');
    await callVerb(training.as('service'), 'repointPerson', 'changed', {
      personId: given,
      keptPersonId: kept,
      mergeId: newTypeId('merge'),
      on: '2011-06-15',
    });
    expect((await forget([kept, given, unheardOf])).changed).toBe(3);
    expect((await file(given, kept, unheardOf)).attendances).toEqual([]);
  });

  it('gives back the seat they had booked, and stays in a register that is corrected later', async () => {
    const [booked, seen, other] = [aPerson(), aPerson(), aPerson()];
    const sessionId = await aSession(trainer(), { seats: 1 });
    await bookSeat(trainer(), sessionId, { personId: booked });
    await forget([booked]);
    expect((await bookSeat(trainer(), sessionId, { personId: other })).userErrors).toEqual([]);
    expect((await holdSession(trainer(), { sessionId, attendances: [{ personId: other }] })).userErrors).toEqual([]);
    const { session } = await recordSession(trainer(), { attendances: [{ personId: seen }, { personId: other }] });
    await forget([seen]);
    const corrected = await correctRegister(trainer(), {
      sessionId: session.id,
      attendances: [{ personId: other, minutes: 30 }],
    });
    expect(corrected.userErrors).toEqual([]);
    expect(await linesOf(session.id)).toMatchObject([
      { status: 'SEEN', minutes: 60, person: null },
      { status: 'SEEN', minutes: 30, person: { id: other } },
    ]);
  });

  it('has a file of all that is kept, while it is', async () => {
    const personId = aPerson();
    await hoursFor(trainer(), personId, 2, '2011-02-01');
    await prescribePathway(trainer(), { personId });
    const kept = await file(personId);
    expect(kept.attendances).toMatchObject([{ status: 'SEEN', minutes: 120, session: { held_on: '2011-02-01' } }]);
    expect(kept.pathways).toMatchObject([{ state: 'PRESCRIBED', assessments: [] }]);
  });

  it('tells when training last had to do with them, and whether it still has', async () => {
    training.clock.set('2009-05-04');
    const [seen, open, booked, never] = [aPerson(), aPerson(), aPerson(), aPerson()];
    await hoursFor(trainer(), seen, 1, '2009-03-02');
    await prescribePathway(trainer(), { personId: open, on: '2009-03-02' });
    const sessionId = await aSession(trainer(), { scheduledOn: '2011-07-01' });
    await bookSeat(trainer(), sessionId, { personId: booked, on: '2009-05-04' });
    training.clock.set('2011-06-15');
    expect(
      (await contacts(seen, open, booked, never)).toSorted((a: { personId: string }, b: { personId: string }) =>
        a.personId < b.personId ? -1 : 1,
      ),
    ).toEqual([
      { personId: seen, lastOn: '2009-05-04', isOpen: false },
      { personId: open, lastOn: '2009-05-04', isOpen: true },
      { personId: booked, lastOn: '2011-07-01', isOpen: true },
    ]);
  });

  it.each(['trainer', 'manager', 'lender', 'anonymous'] as const)('is not for %s to forget', async (role) => {
    const input = { people: [{ ids: [aPerson()] }] };
    await expect(callVerb(training.as(role), 'forgetPeople', 'changed', input)).rejects.toThrow('forgetPeople');
    const asked = training.as(role).request('{ trainingFile(personIds: []) }');
    await expect(asked).rejects.toThrow('trainingFile');
  });
});
