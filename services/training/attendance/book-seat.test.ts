import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aSession, cancelSession, holdSession } from '../session/session.factory.ts';
import { aTrainingService } from '../training.factory.ts';
import { aPerson, bookSeat, cancelBooking } from './attendance.factory.ts';

describe('Booking a seat', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => (training = await aTrainingService()));
  afterAll(() => training.close());
  const trainer = () => training.as('trainer');
  const book = (sessionId: string, input: object = {}) => bookSeat(trainer(), sessionId, input);

  it('keeps a place for a person', async () => {
    const [sessionId, personId] = [await aSession(trainer()), aPerson()];
    const { attendance, userErrors } = await book(sessionId, { personId, on: '2011-06-10' });
    expect(userErrors).toEqual([]);
    expect(attendance).toMatchObject({
      id: expect.stringMatching(/^attendance_/),
      status: 'BOOKED',
      bookedOn: '2011-06-10',
      minutes: 0,
      person: { id: personId },
      session: { id: sessionId },
      history: [{ verb: 'bookSeat', happenedOn: '2011-06-10' }],
    });
  });

  it('is done once per person', async () => {
    const [sessionId, personId] = [await aSession(trainer()), aPerson()];
    await book(sessionId, { personId });
    expect((await book(sessionId, { personId })).userErrors).toMatchObject([
      { code: 'ALREADY_BOOKED', field: ['personId'] },
    ]);
  });

  it('never gives more seats than there are, whoever books at the same time', async () => {
    const sessionId = await aSession(trainer(), { seats: 2 });
    const answers = await Promise.all(Array.from({ length: 5 }, () => book(sessionId)));
    expect(answers.filter(({ attendance }) => attendance)).toHaveLength(2);
    const full = { code: 'SESSION_FULL', field: ['sessionId'] };
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([full, full, full]);
    expect((await book(sessionId)).userErrors).toMatchObject([full]);
  });

  it('gives a seat that was given back to somebody else, and to the same person again', async () => {
    const [sessionId, personId] = [await aSession(trainer(), { seats: 1 }), aPerson()];
    const { attendance } = await book(sessionId, { personId });
    await cancelBooking(trainer(), attendance.id);
    const again = await book(sessionId, { personId });
    expect(again.attendance).toMatchObject({ id: attendance.id, status: 'BOOKED' });
  });

  it('comes too late after the day of the session', async () => {
    const sessionId = await aSession(trainer(), { scheduledOn: '2011-06-14' });
    expect((await book(sessionId)).userErrors).toMatchObject([{ code: 'SESSION_DAY_PASSED', field: ['on'] }]);
  });

  it('refuses a session that is over', async () => {
    const [held, cancelled] = [await aSession(trainer()), await aSession(trainer())];
    await holdSession(trainer(), { sessionId: held, anonymousAttendance: 1 });
    await cancelSession(trainer(), { sessionId: cancelled, reason: 'OTHER' });
    expect((await book(held)).userErrors).toMatchObject([{ code: 'ALREADY_HELD', field: ['sessionId'] }]);
    expect((await book(cancelled)).userErrors).toMatchObject([{ code: 'SESSION_CANCELLED', field: ['sessionId'] }]);
  });

  it('refuses the future, an unknown session and what is no person', async () => {
    const sessionId = await aSession(trainer());
    const future = await book(sessionId, { on: '2011-06-16' });
    expect(future.userErrors).toMatchObject([{ code: 'IN_THE_FUTURE', field: ['on'] }]);
    const unknown = await book(newTypeId('session'));
    expect(unknown.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['sessionId'] }]);
    const nobody = await book(sessionId, { personId: 'Monsieur Le Goff' });
    expect(nobody.userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['personId'] }]);
  });

  it.each(['technician', 'lender', 'coordinator', 'partner', 'anonymous'] as const)('is not for %s', async (role) => {
    await expect(bookSeat(training.as(role), newTypeId('session'))).rejects.toThrow(/bookSeat/);
  });
});
