import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPerson } from '../attendance/attendance.factory.ts';
import { aTrainingService } from '../training.factory.ts';
import { recordSession } from './session.factory.ts';

describe('Recording a session that was not planned', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => (training = await aTrainingService()));
  afterAll(() => training.close());
  const record = (input: object) => recordSession(training.as('trainer'), input);
  const refusalOf = async (input: object) => {
    const { session, userErrors } = await record(input);
    expect(session).toBeNull();
    return userErrors[0];
  };

  it('plans and holds it on the same day', async () => {
    const personId = aPerson();
    const attendances = [{ personId, autonomy: 'AUTONOMOUS' }];
    const { session, userErrors } = await record({ attendances, anonymousAttendance: 2, on: '2010-03-02' });
    expect(userErrors).toEqual([]);
    expect(session).toMatchObject({
      state: 'HELD',
      scheduledOn: '2010-03-02',
      heldOn: '2010-03-02',
      anonymousAttendance: 2,
      attendances: { nodes: [{ person: { id: personId }, status: 'SEEN', minutes: 60, bookedOn: null }] },
      history: [{ verb: 'recordSession', happenedOn: '2010-03-02' }],
    });
  });

  it('records one session however often the call is sent', async () => {
    const input = { idempotencyKey: newTypeId('key') };
    expect((await record(input)).session.id).toBe((await record(input)).session.id);
  });

  it('keeps nothing of a session it refuses', async () => {
    const count = async () =>
      (await training.as('trainer').request('{ sessions(first: 100) { nodes { id } } }')).sessions.nodes.length;
    const before = await count();
    await refusalOf({ anonymousAttendance: 0 });
    expect(await count()).toBe(before);
  });

  it.each([
    ['NOBODY_CAME', ['attendances'], { anonymousAttendance: 0 }],
    ['ONE_PERSON_ONLY', ['attendances'], { kind: 'INDIVIDUAL', anonymousAttendance: 2 }],
    ['NOT_BOOKED', ['attendances', '0', 'personId'], { attendances: [{ personId: aPerson(), status: 'NO_SHOW' }] }],
    ['LONGER_THAN_SESSION', ['attendances', '0', 'minutes'], { attendances: [{ personId: aPerson(), minutes: 61 }] }],
    ['PLACE_NEEDED', ['placeId'], { mode: 'ON_SITE' }],
    ['ONE_SEAT_ONLY', ['seats'], { kind: 'INDIVIDUAL', seats: 3 }],
    ['IN_THE_FUTURE', ['on'], { on: '2011-06-16' }],
    ['NOT_FOUND', ['placeId'], { mode: 'ON_SITE', placeId: newTypeId('place') }],
    ['INVALID_INPUT', ['anonymousAttendance'], { anonymousAttendance: 1001 }],
  ])('is refused with %s', async (code, field, input) => {
    expect(await refusalOf(input)).toMatchObject({ code, field });
  });

  it('takes a person once', async () => {
    const personId = aPerson();
    expect(await refusalOf({ attendances: [{ personId }, { personId }] })).toMatchObject({
      code: 'PERSON_TWICE',
      field: ['attendances', '1', 'personId'],
    });
  });

  it.each(['technician', 'lender', 'coordinator', 'partner', 'anonymous'] as const)('is not for %s', async (role) => {
    await expect(recordSession(training.as(role))).rejects.toThrow(/recordSession/);
  });
});
