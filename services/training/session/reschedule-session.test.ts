import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { bookSeat } from '../attendance/attendance.factory.ts';
import { aPlace } from '../place/place.factory.ts';
import { aTrainingService } from '../training.factory.ts';
import {
  aSession,
  cancelSession,
  holdSession,
  recordSession,
  rescheduleSession,
  scheduleSession,
} from './session.factory.ts';

const GRETA = 'SIRET-19560045300017';

describe('Planning a session otherwise', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => (training = await aTrainingService()));
  afterAll(() => training.close());
  const trainer = () => training.as('trainer');
  const reschedule = (sessionId: string, input: object = {}) => rescheduleSession(trainer(), { sessionId, ...input });
  const refusalOf = async (answer: ReturnType<typeof reschedule>): Promise<string[]> => {
    const { session, userErrors } = await answer;
    expect(session).toBeNull();
    return [userErrors[0]!.code, userErrors[0]!.field?.join('.') ?? ''];
  };

  it('moves it and keeps who booked', async () => {
    const sessionId = await aSession(trainer(), { scheduledOn: '2011-06-20', startTime: '14:00', seats: 2 });
    await bookSeat(trainer(), sessionId);
    const { session, userErrors } = await reschedule(sessionId, { scheduledOn: '2011-06-22', startTime: '09:30' });
    expect(userErrors).toEqual([]);
    expect(session).toMatchObject({
      scheduledOn: '2011-06-22',
      startTime: '09:30',
      minutes: 60,
      seats: 2,
      seatsLeft: 1,
      revision: 1,
      attendances: { nodes: [{ status: 'BOOKED' }] },
    });
    expect((await reschedule(sessionId, { seats: 8, minutes: 90 })).session).toMatchObject({
      seatsLeft: 7,
      revision: 2,
    });
  });

  it('keeps a seat for everybody who booked', async () => {
    const sessionId = await aSession(trainer(), { seats: 2 });
    await bookSeat(trainer(), sessionId, { on: '2011-06-14' });
    await bookSeat(trainer(), sessionId, { on: '2011-06-14' });
    expect(await refusalOf(reschedule(sessionId, { seats: 1 }))).toEqual(['SEATS_TAKEN', 'seats']);
    const before = reschedule(sessionId, { scheduledOn: '2011-06-13' });
    expect(await refusalOf(before)).toEqual(['BEFORE_LAST_BOOKING', 'scheduledOn']);
    const alone = await aSession(trainer(), { kind: 'INDIVIDUAL' });
    expect(await refusalOf(reschedule(alone, { seats: 2 }))).toEqual(['ONE_SEAT_ONLY', 'seats']);
  });

  it('comes too late once it was held or cancelled', async () => {
    const [held, cancelled] = [await aSession(trainer()), await aSession(trainer())];
    await holdSession(trainer(), { sessionId: held, anonymousAttendance: 1 });
    await cancelSession(trainer(), { sessionId: cancelled, reason: 'OTHER' });
    expect(await refusalOf(reschedule(held))).toEqual(['ALREADY_HELD', 'sessionId']);
    expect(await refusalOf(reschedule(cancelled))).toEqual(['SESSION_CANCELLED', 'sessionId']);
  });

  it('refuses the future, an unknown session and what is no time', async () => {
    const sessionId = await aSession(trainer());
    expect(await refusalOf(reschedule(sessionId, { on: '2011-06-16' }))).toEqual(['IN_THE_FUTURE', 'on']);
    expect(await refusalOf(reschedule(newTypeId('session')))).toEqual(['NOT_FOUND', 'sessionId']);
    expect(await refusalOf(reschedule(sessionId, { startTime: '24:00' }))).toEqual(['INVALID_INPUT', 'startTime']);
  });

  it.each(['technician', 'lender', 'coordinator', 'partner', 'anonymous'] as const)('is not for %s', async (role) => {
    const call = rescheduleSession(training.as(role), { sessionId: newTypeId('session') });
    await expect(call).rejects.toThrow(/rescheduleSession/);
  });

  it('is on a distance course at a P@T, with its training body, and counts where the P@T is', async () => {
    const [pat, cafe] = [await aPlace(trainer(), { kind: 'PAT', commune: 'COM-56098' }), await aPlace(trainer())];
    const course = { mode: 'TELE_TRAINING', courseName: 'Bureautique', courseProviderId: GRETA };
    const { session } = await scheduleSession(trainer(), { ...course, placeId: pat });
    expect(session).toMatchObject({ mode: 'TELE_TRAINING', courseName: 'Bureautique', courseProvider: { id: GRETA } });
    const refused = async (input: object) => (await recordSession(trainer(), input)).userErrors[0];
    expect(await refused({ ...course, placeId: cafe })).toMatchObject({
      code: 'PLACE_NOT_FITTING',
      field: ['placeId'],
    });
    expect(await refused(course)).toMatchObject({ code: 'PLACE_NEEDED', field: ['placeId'] });
    const nameless = { ...course, placeId: pat, courseName: null };
    expect(await refused(nameless)).toMatchObject({ code: 'COURSE_NEEDED', field: ['courseName'] });
    const ownerless = { ...course, placeId: pat, courseProviderId: null };
    expect(await refused(ownerless)).toMatchObject({ code: 'COURSE_NEEDED', field: ['courseProviderId'] });
    const remote = { ...course, mode: 'REMOTE' };
    expect(await refused(remote)).toMatchObject({ code: 'COURSE_ONLY_AT_PAT', field: ['courseName'] });
  });
});
