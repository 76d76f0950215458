import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aTrainingService } from '../training.factory.ts';
import { aSession, cancelSession, holdSession } from './session.factory.ts';

describe('Cancelling a session', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => (training = await aTrainingService()));
  afterAll(() => training.close());
  const trainer = () => training.as('trainer');
  const cancel = (sessionId: string, input: object = {}) =>
    cancelSession(trainer(), { sessionId, reason: 'PLACE_UNAVAILABLE', ...input });

  it('keeps the reason', async () => {
    const { session, userErrors } = await cancel(await aSession(trainer()));
    expect(userErrors).toEqual([]);
    expect(session).toMatchObject({ state: 'CANCELLED', cancellationReason: 'PLACE_UNAVAILABLE', heldOn: null });
    expect(session.history.at(-1)).toMatchObject({ verb: 'cancelSession', details: { reason: 'PLACE_UNAVAILABLE' } });
  });

  it('is done once', async () => {
    const sessionId = await aSession(trainer());
    await cancel(sessionId);
    expect((await cancel(sessionId)).userErrors).toMatchObject([{ code: 'SESSION_CANCELLED', field: ['sessionId'] }]);
  });

  it('comes too late for a session that was held', async () => {
    const sessionId = await aSession(trainer());
    await holdSession(trainer(), { sessionId, anonymousAttendance: 1 });
    expect((await cancel(sessionId)).userErrors).toMatchObject([{ code: 'ALREADY_HELD', field: ['sessionId'] }]);
  });

  it('refuses the future and an unknown session', async () => {
    const future = await cancel(await aSession(trainer()), { on: '2011-06-16' });
    expect(future.userErrors).toMatchObject([{ code: 'IN_THE_FUTURE', field: ['on'] }]);
    const unknown = await cancel(newTypeId('session'));
    expect(unknown.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['sessionId'] }]);
  });

  it.each(['technician', 'lender', 'coordinator', 'partner', 'anonymous'] as const)('is not for %s', async (role) => {
    const attempt = cancelSession(training.as(role), { sessionId: newTypeId('session'), reason: 'OTHER' });
    await expect(attempt).rejects.toThrow(/cancelSession/);
  });
});
