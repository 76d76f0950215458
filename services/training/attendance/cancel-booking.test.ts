import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aSession, cancelSession, holdSession } from '../session/session.factory.ts';
import { aTrainingService } from '../training.factory.ts';
import { bookSeat, cancelBooking } from './attendance.factory.ts';

describe('Cancelling a booking', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => (training = await aTrainingService()));
  afterAll(() => training.close());
  const trainer = () => training.as('trainer');
  const cancel = (attendanceId: string, input: object = {}) => cancelBooking(trainer(), attendanceId, input);
  const aBooking = async (sessionId: string, input: object = {}) =>
    (await bookSeat(trainer(), sessionId, input)).attendance;

  it('excuses the person', async () => {
    const { id } = await aBooking(await aSession(trainer()));
    const { attendance, userErrors } = await cancel(id);
    expect(userErrors).toEqual([]);
    expect(attendance).toMatchObject({
      id,
      status: 'EXCUSED',
      history: [{ verb: 'bookSeat' }, { verb: 'cancelBooking' }],
    });
  });

  it('is done once, even at the same time', async () => {
    const { id } = await aBooking(await aSession(trainer()));
    const answers = await Promise.all([cancel(id), cancel(id)]);
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([
      { code: 'NOT_BOOKED', field: ['attendanceId'] },
    ]);
  });

  it('does not precede the booking', async () => {
    const { id } = await aBooking(await aSession(trainer()), { on: '2011-06-10' });
    expect((await cancel(id, { on: '2011-06-09' })).userErrors).toMatchObject([
      { code: 'BEFORE_BOOKING', field: ['on'] },
    ]);
  });

  it('comes too late for a session that is over', async () => {
    const [held, cancelled] = [await aSession(trainer()), await aSession(trainer())];
    const [seen, left] = [await aBooking(held), await aBooking(cancelled)];
    await holdSession(trainer(), { sessionId: held, attendances: [{ personId: seen.person.id }] });
    await cancelSession(trainer(), { sessionId: cancelled, reason: 'OTHER' });
    expect((await cancel(seen.id)).userErrors).toMatchObject([{ code: 'ALREADY_HELD' }]);
    expect((await cancel(left.id)).userErrors).toMatchObject([{ code: 'SESSION_CANCELLED' }]);
  });

  it('refuses the future and an unknown booking', async () => {
    const { id } = await aBooking(await aSession(trainer()));
    expect((await cancel(id, { on: '2011-06-16' })).userErrors).toMatchObject([
      { code: 'IN_THE_FUTURE', field: ['on'] },
    ]);
    const unknown = await cancel(newTypeId('attendance'));
    expect(unknown.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['attendanceId'] }]);
  });

  it.each(['technician', 'lender', 'coordinator', 'partner', 'anonymous'] as const)('is not for %s', async (role) => {
    await expect(cancelBooking(training.as(role), newTypeId('attendance'))).rejects.toThrow(/cancelBooking/);
  });
});
