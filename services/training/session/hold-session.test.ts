import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPerson, bookSeat, cancelBooking } from '../attendance/attendance.factory.ts';
import { aTrainingService } from '../training.factory.ts';
import { aSession, cancelSession, holdSession } from './session.factory.ts';

describe('Holding a session', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => (training = await aTrainingService()));
  afterAll(() => training.close());
  const trainer = () => training.as('trainer');
  const hold = (sessionId: string, input: object) => holdSession(trainer(), { sessionId, ...input });
  const refusalOf = async (sessionId: string, input: object) => {
    const { session, userErrors } = await hold(sessionId, input);
    expect(session).toBeNull();
    expect(userErrors[0]!.french).not.toBe(userErrors[0]!.message);
    return userErrors[0];
  };
  const booked = async (sessionId: string, input: object = {}): Promise<string> =>
    (await bookSeat(trainer(), sessionId, input)).attendance.person.id;

  it('notes who came, who excused themselves, who did not, walk-ins and the unnamed', async () => {
    const sessionId = await aSession(trainer(), { minutes: 120 });
    const [came, excused, absent] = [await booked(sessionId), await booked(sessionId), await booked(sessionId)];
    const walkIn = aPerson();
    const { session, userErrors } = await hold(sessionId, {
      minutes: 100,
      staffCount: 2,
      anonymousAttendance: 3,
      attendances: [
        { personId: came, autonomy: 'PARTLY' },
        { personId: excused, status: 'EXCUSED' },
        { personId: absent, status: 'NO_SHOW' },
        { personId: walkIn, minutes: 45 },
      ],
    });
    expect(userErrors).toEqual([]);
    expect(session).toMatchObject({ state: 'HELD', heldOn: '2011-06-15', minutes: 100, staffCount: 2 });
    const lines = session.attendances.nodes.map(({ person, status, minutes, autonomy }) => [
      person.id,
      status,
      minutes,
      autonomy,
    ]);
    expect(lines).toEqual([
      [came, 'SEEN', 100, 'PARTLY'],
      [excused, 'EXCUSED', 0, null],
      [absent, 'NO_SHOW', 0, null],
      [walkIn, 'SEEN', 45, null],
    ]);
    expect(session.history.at(-1)).toMatchObject({
      verb: 'holdSession',
      details: { kind: 'COLLECTIVE', minutes: 100, staffCount: 2, seen: 2, anonymousAttendance: 3 },
    });
    expect(session.attendances.nodes[0]!.history).toEqual([{ verb: 'bookSeat' }, { verb: 'holdSession' }]);
  });

  it('keeps the plan where nothing else is said', async () => {
    const sessionId = await aSession(trainer(), { minutes: 75, staffCount: 3 });
    const { session } = await hold(sessionId, { anonymousAttendance: 1, on: '2011-06-14' });
    expect(session).toMatchObject({ minutes: 75, staffCount: 3, heldOn: '2011-06-14' });
  });

  it('leaves whoever gave notice excused, and welcomes them if they come after all', async () => {
    const sessionId = await aSession(trainer());
    const [back, away] = [await bookSeat(trainer(), sessionId), await bookSeat(trainer(), sessionId)];
    for (const { attendance } of [back, away]) await cancelBooking(trainer(), attendance.id);
    const { session } = await hold(sessionId, { attendances: [{ personId: back.attendance.person.id }] });
    expect(session.attendances.nodes).toMatchObject([
      { person: back.attendance.person, status: 'SEEN' },
      { person: away.attendance.person, status: 'EXCUSED' },
    ]);
  });

  it('is done once', async () => {
    const sessionId = await aSession(trainer());
    await hold(sessionId, { anonymousAttendance: 1 });
    expect(await refusalOf(sessionId, { anonymousAttendance: 1 })).toMatchObject({
      code: 'ALREADY_HELD',
      field: ['sessionId'],
    });
  });

  it('answers a repeated call with the session as it stands', async () => {
    const sessionId = await aSession(trainer());
    const input = { idempotencyKey: newTypeId('key'), anonymousAttendance: 4 };
    const [first, again] = [await hold(sessionId, input), await hold(sessionId, input)];
    expect(again).toEqual(first);
  });

  it('is done once when two people do it at the same time', async () => {
    const sessionId = await aSession(trainer());
    const answers = await Promise.all([1, 2, 3].map(() => hold(sessionId, { anonymousAttendance: 1 })));
    expect(answers.filter(({ session }) => session)).toHaveLength(1);
  });

  it('refuses a cancelled session', async () => {
    const sessionId = await aSession(trainer());
    await cancelSession(trainer(), { sessionId, reason: 'STAFF_ABSENT' });
    expect(await refusalOf(sessionId, { anonymousAttendance: 1 })).toMatchObject({
      code: 'SESSION_CANCELLED',
      field: ['sessionId'],
    });
  });

  it('wants to know what became of everybody booked', async () => {
    const sessionId = await aSession(trainer());
    await booked(sessionId);
    expect(await refusalOf(sessionId, { anonymousAttendance: 1 })).toMatchObject({
      code: 'BOOKING_WITHOUT_OUTCOME',
      field: ['attendances'],
    });
  });

  it('refuses a day before a seat was booked', async () => {
    const sessionId = await aSession(trainer());
    const personId = await booked(sessionId, { on: '2011-06-10' });
    expect(await refusalOf(sessionId, { attendances: [{ personId }], on: '2011-06-09' })).toMatchObject({
      code: 'BEFORE_LAST_BOOKING',
      field: ['on'],
    });
  });

  it('refuses a session to which nobody came', async () => {
    const sessionId = await aSession(trainer());
    const personId = await booked(sessionId);
    expect(await refusalOf(sessionId, { attendances: [{ personId, status: 'NO_SHOW' }] })).toMatchObject({
      code: 'NOBODY_CAME',
      field: ['attendances'],
    });
  });

  it('refuses a group in an individual session', async () => {
    const sessionId = await aSession(trainer(), { kind: 'INDIVIDUAL' });
    expect(
      await refusalOf(sessionId, { attendances: [{ personId: aPerson() }], anonymousAttendance: 1 }),
    ).toMatchObject({
      code: 'ONE_PERSON_ONLY',
      field: ['attendances'],
    });
  });

  it.each([
    ['PERSON_TWICE', 'personId', (personId: string) => ({ personId })],
    ['NOT_BOOKED', 'personId', () => ({ personId: aPerson(), status: 'NO_SHOW' })],
    ['LONGER_THAN_SESSION', 'minutes', () => ({ personId: aPerson(), minutes: 61 })],
    ['INVALID_INPUT', 'personId', () => ({ personId: 'Madame Le Gall' })],
    ['INVALID_INPUT', 'minutes', () => ({ personId: aPerson(), minutes: 0 })],
  ])('refuses a line with %s, naming it', async (code, field, line) => {
    const sessionId = await aSession(trainer());
    const personId = await booked(sessionId);
    const attendances = [{ personId }, line(personId)];
    const refusal = await refusalOf(sessionId, { attendances });
    expect(refusal).toMatchObject({ code, field: ['attendances', '1', field] });
  });

  it('refuses minutes or autonomy of somebody who was not there', async () => {
    const sessionId = await aSession(trainer());
    const personId = await booked(sessionId);
    for (const extra of [{ minutes: 30 }, { autonomy: 'GUIDED' }]) {
      const attendances = [{ personId, status: 'EXCUSED', ...extra }, { personId: aPerson() }];
      expect(await refusalOf(sessionId, { attendances })).toMatchObject({
        code: 'ONLY_WHEN_SEEN',
        field: ['attendances', '0', 'status'],
      });
    }
  });

  it('refuses the future and an unknown session', async () => {
    const future = await refusalOf(await aSession(trainer()), { anonymousAttendance: 1, on: '2011-06-16' });
    expect(future).toMatchObject({ code: 'IN_THE_FUTURE', field: ['on'] });
    const unknown = await refusalOf(newTypeId('session'), { anonymousAttendance: 1 });
    expect(unknown).toMatchObject({ code: 'NOT_FOUND', field: ['sessionId'] });
  });

  it.each(['technician', 'lender', 'coordinator', 'partner', 'anonymous'] as const)('is not for %s', async (role) => {
    const attempt = holdSession(training.as(role), { sessionId: newTypeId('session') });
    await expect(attempt).rejects.toThrow(/holdSession/);
  });
});
