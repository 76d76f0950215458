import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPerson } from '../attendance/attendance.factory.ts';
import { aTrainingService } from '../training.factory.ts';
import { recordSessions } from './session.factory.ts';

describe('Recording many sessions at once', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => (training = await aTrainingService()));
  afterAll(() => training.close());
  const record = (sessions: object[], input: object = {}) => recordSessions(training.as('trainer'), sessions, input);
  const count = async () =>
    (await training.as('trainer').request('{ sessions(first: 100) { nodes { id } } }')).sessions.nodes.length;

  it('plans and holds each on its own day, in the order given', async () => {
    const personId = aPerson();
    const { sessions, userErrors } = await record([
      { on: '2010-03-02', attendances: [{ personId, autonomy: 'GUIDED' }], anonymousAttendance: 0 },
      { on: '2010-03-01', minutes: 90, anonymousAttendance: 3, attendances: [{ personId, minutes: 30 }] },
      {},
    ]);
    expect(userErrors).toEqual([]);
    const history = (happenedOn: string, details: object) => [{ verb: 'recordSession', happenedOn, details }];
    expect(sessions).toMatchObject([
      {
        state: 'HELD',
        heldOn: '2010-03-02',
        attendances: { nodes: [{ person: { id: personId }, autonomy: 'GUIDED', minutes: 60 }] },
        history: history('2010-03-02', { minutes: 60, seen: 1, anonymousAttendance: 0 }),
      },
      {
        heldOn: '2010-03-01',
        anonymousAttendance: 3,
        attendances: { nodes: [{ person: { id: personId }, minutes: 30, history: [{ verb: 'recordSession' }] }] },
        history: history('2010-03-01', { minutes: 90, seen: 1, anonymousAttendance: 3 }),
      },
      { heldOn: '2011-06-15', attendances: { nodes: [] }, history: history('2011-06-15', { seen: 0 }) },
    ]);
  });

  it('records them once however often the call is sent', async () => {
    const key = { idempotencyKey: newTypeId('key') };
    const lines = [{ on: '2010-03-02' }, { on: '2010-03-03' }];
    const [first, again] = [await record(lines, key), await record(lines, key)];
    expect(first.sessions).toHaveLength(2);
    expect(again.sessions).toEqual(first.sessions);
    expect((await record([{}], key)).userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  });

  it('keeps the register of two hundred', async () => {
    const lines = Array.from({ length: 200 }, () => ({
      attendances: [{ personId: aPerson() }, { personId: aPerson() }],
    }));
    const { sessions } = await record(lines);
    expect(new Set(sessions?.map(({ id }) => id)).size).toBe(200);
    expect(sessions?.every(({ attendances }) => attendances.nodes.length === 2)).toBe(true);
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
    ['INVALID_INPUT', ['minutes'], { minutes: 4 }],
    ['INVALID_INPUT', ['anonymousAttendance'], { anonymousAttendance: 1001 }],
    ['INVALID_INPUT', ['attendances', '0', 'personId'], { attendances: [{ personId: 'nobody' }] }],
  ])('is refused with %s at %p of a line, and keeps none', async (code, field, line) => {
    const before = await count();
    const { sessions, userErrors } = await record([{}, {}, line, {}]);
    expect(sessions).toBeNull();
    expect(userErrors).toMatchObject([{ code, field: ['sessions', '2', ...field] }]);
    expect(await count()).toBe(before);
  });

  it('takes a person once in each session', async () => {
    const personId = aPerson();
    const { userErrors } = await record([{}, { attendances: [{ personId }, { personId }] }]);
    expect(userErrors).toMatchObject([
      { code: 'PERSON_TWICE', field: ['sessions', '1', 'attendances', '1', 'personId'] },
    ]);
  });

  it.each([[[]], [Array.from({ length: 201 }, () => ({}))]])('takes from 1 to 200', async (lines) => {
    expect((await record(lines)).userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['sessions'] }]);
  });

  it.each(['technician', 'lender', 'coordinator', 'partner', 'anonymous'] as const)('is not for %s', async (role) => {
    await expect(recordSessions(training.as(role), [{}])).rejects.toThrow(/recordSessions/);
  });
});
