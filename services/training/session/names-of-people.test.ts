import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPerson, bookSeat } from '../attendance/attendance.factory.ts';
import { prescribePathway } from '../pathway/pathway.factory.ts';
import { aTrainingService } from '../training.factory.ts';
import {
  aSession,
  correctRegister,
  holdSession,
  recordSession,
  recordSessions,
  scheduleSession,
} from './session.factory.ts';

describe('What a verb names that another service owns', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => (training = await aTrainingService()));
  afterAll(() => training.close());
  const trainer = () => training.as('trainer');
  const ghost = (code = 'NOT_FOUND'): string => {
    const id = aPerson();
    training.names.refuse(id, code);
    return id;
  };

  it('is refused at its field, in both languages, and nothing is kept', async () => {
    const attendances = [{ personId: aPerson() }, { personId: ghost() }];
    const { session, userErrors } = await recordSession(trainer(), { attendances });
    expect(session).toBeNull();
    expect(userErrors).toEqual([
      {
        field: ['attendances', '1', 'personId'],
        code: 'NOT_FOUND',
        message: 'Its owner says NOT_FOUND.',
        french: 'Son service dit NOT_FOUND.',
      },
    ]);
  });

  it('is refused by the line of a list, and asked for all lines at once', async () => {
    training.names.asked.length = 0;
    const lines = Array.from({ length: 40 }, () => ({ attendances: [{ personId: aPerson() }], on: '2011-02-01' }));
    const bad = { attendances: [{ personId: ghost() }], on: '2011-02-02' };
    const { userErrors } = await recordSessions(trainer(), [...lines, bad]);
    expect(userErrors).toMatchObject([
      { code: 'NOT_FOUND', field: ['sessions', '40', 'attendances', '0', 'personId'] },
    ]);
    expect(training.names.asked.map((names) => names.length)).toEqual([41]);
    expect(training.names.asked[0]!.at(-1)).toMatchObject({ noun: 'person', from: '2011-02-02' });
  });

  it('takes no seat when it is nobody, so that the session is held with whoever really came', async () => {
    const sessionId = await aSession(trainer(), { seats: 1 });
    expect((await bookSeat(trainer(), sessionId, { personId: ghost('ERASED') })).userErrors).toMatchObject([
      { code: 'ERASED', field: ['personId'] },
    ]);
    const personId = aPerson();
    expect((await bookSeat(trainer(), sessionId, { personId })).userErrors).toEqual([]);
    expect((await holdSession(trainer(), { sessionId, attendances: [{ personId }] })).userErrors).toEqual([]);
  });

  it('keeps its line when it was booked or seen before it was erased', async () => {
    const sessionId = await aSession(trainer());
    const { attendance } = await bookSeat(trainer(), sessionId);
    const personId = attendance.person.id;
    training.names.refuse(personId, 'ERASED');
    const held = await holdSession(trainer(), { sessionId, attendances: [{ personId }] });
    expect(held.session.attendances.nodes).toMatchObject([{ status: 'SEEN' }]);
    const corrected = await correctRegister(trainer(), { sessionId, attendances: [{ personId, minutes: 30 }] });
    expect(corrected.session.attendances.nodes).toMatchObject([{ minutes: 30 }]);
    const another = [{ personId, minutes: 30 }, { personId: ghost('ERASED') }];
    expect((await correctRegister(trainer(), { sessionId, attendances: another })).userErrors).toMatchObject([
      { code: 'ERASED', field: ['attendances', '1', 'personId'] },
    ]);
  });

  it('is kept under the id that its owner keeps it under', async () => {
    const [former, kept] = [aPerson(), aPerson()];
    training.names.keep(former, kept);
    training.names.keep('SIRET-21560121000016', 'RNA-W561000001');
    const attendances = [{ personId: former }];
    const { session } = await recordSession(trainer(), { attendances, organisationId: 'SIRET-21560121000016' });
    expect(session).toMatchObject({
      organisation: { id: 'RNA-W561000001' },
      attendances: { nodes: [{ person: { id: kept } }] },
    });
    expect(
      (await recordSession(trainer(), { attendances: [{ personId: former }, { personId: kept }] })).userErrors,
    ).toMatchObject([{ code: 'PERSON_TWICE' }]);
  });

  it('is asked for the day of the act: the day planned of a session to come', async () => {
    training.names.asked.length = 0;
    await scheduleSession(trainer(), { scheduledOn: '2011-09-01', on: '2011-06-01', programmeId: 'ordi-2-0' });
    await recordSession(trainer(), { on: '2010-03-02', programmeId: 'ordi-2-0' });
    await prescribePathway(trainer(), { prescriberId: 'RNA-W561000001' });
    expect(training.names.asked.map((names) => names.map(({ from }) => from))).toEqual([
      ['2011-09-01'],
      ['2010-03-02'],
      ['2011-06-15'],
      ['2011-06-15'],
    ]);
  });

  it('is answered again from memory when the request is repeated, whatever has become of it since', async () => {
    const personId = aPerson();
    const input = { attendances: [{ personId }], idempotencyKey: newTypeId('key') };
    const first = await recordSession(trainer(), input);
    training.names.refuse(personId, 'ERASED');
    expect((await recordSession(trainer(), input)).session.id).toBe(first.session.id);
    training.names.away = 'lending';
    expect((await recordSession(trainer(), input)).session.id).toBe(first.session.id);
    training.names.away = null;
  });

  it('waits for its owner: nothing is kept while that does not answer', async () => {
    training.names.away = 'lending';
    const input = { attendances: [{ personId: aPerson() }], idempotencyKey: newTypeId('key') };
    const refused = await recordSession(trainer(), input);
    expect(refused.session).toBeNull();
    expect(refused.userErrors).toMatchObject([
      {
        code: 'LENDING_UNREACHABLE',
        message: expect.stringContaining('repeat this very request'),
        french: expect.stringContaining('répétez cette même demande'),
      },
    ]);
    training.names.away = null;
    expect((await recordSession(trainer(), input)).userErrors).toEqual([]);
  });
});
