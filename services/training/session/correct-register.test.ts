import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { allocateVisas } from '../allocation/allocation.factory.ts';
import { aPerson, bookSeat, cancelBooking } from '../attendance/attendance.factory.ts';
import { aTrainingService } from '../training.factory.ts';
import { aStartedVisa, cancelVisa, completeVisa } from '../visa/visa.factory.ts';
import {
  annulSession,
  aSession,
  cancelSession,
  correctRegister,
  holdSession,
  recordSession,
} from './session.factory.ts';

describe('Correcting a register', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => {
    training = await aTrainingService();
    await allocateVisas(training.as('manager'));
  });
  afterAll(() => training.close());
  const trainer = () => training.as('trainer');
  const correct = (sessionId: string, input: object) => correctRegister(trainer(), { sessionId, ...input });
  const annul = (sessionId: string, input: object = {}) => annulSession(trainer(), { sessionId, ...input });
  const recorded = async (input: object): Promise<string> => (await recordSession(trainer(), input)).session.id;
  const refusalOf = async (answer: ReturnType<typeof correct>): Promise<string[]> => {
    const { session, userErrors } = await answer;
    expect(session).toBeNull();
    return [userErrors[0]!.code, userErrors[0]!.field?.join('.') ?? ''];
  };
  const hoursOf = async (personId: string): Promise<number> => {
    const { _entities } = await trainer().request(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { hoursAttended } } }',
      { r: [{ __typename: 'Person', id: personId }] },
    );
    return _entities[0].hoursAttended;
  };

  it('writes it anew, strikes out who was noted by mistake, and keeps what was', async () => {
    const [came, mistaken, forgotten] = [aPerson(), aPerson(), aPerson()];
    const attendances = [{ personId: came }, { personId: mistaken }];
    const sessionId = await recorded({ attendances, anonymousAttendance: 3, on: '2011-05-10' });
    const { session, userErrors } = await correct(sessionId, {
      reason: 'PERSON_MISTAKEN',
      heldOn: '2011-05-09',
      minutes: 90,
      staffCount: 2,
      attendances: [
        { personId: came, autonomy: 'PARTLY' },
        { personId: forgotten, minutes: 30 },
      ],
      anonymousAttendance: 1,
    });
    expect(userErrors).toEqual([]);
    expect(session).toMatchObject({
      state: 'HELD',
      heldOn: '2011-05-09',
      minutes: 90,
      staffCount: 2,
      anonymousAttendance: 1,
      revision: 1,
      attendances: {
        nodes: [
          { person: { id: came }, status: 'SEEN', minutes: 90, autonomy: 'PARTLY' },
          { person: { id: mistaken }, status: 'STRUCK_OUT', minutes: 0, autonomy: null },
          { person: { id: forgotten }, status: 'SEEN', minutes: 30 },
        ],
      },
    });
    expect(session.history.at(-1)).toMatchObject({
      verb: 'correctRegister',
      happenedOn: '2011-06-15',
      details: { reason: 'PERSON_MISTAKEN', heldOn: '2011-05-09', seen: 2 },
    });
    expect(session.attendances.nodes[1]!.history).toEqual([{ verb: 'recordSession' }, { verb: 'correctRegister' }]);
    expect([await hoursOf(came), await hoursOf(mistaken), await hoursOf(forgotten)]).toEqual([1.5, 0, 0.5]);
    const back = await correct(sessionId, { attendances: [{ personId: mistaken }] });
    expect(back.session.attendances.nodes.map(({ status }) => status)).toEqual(['STRUCK_OUT', 'SEEN', 'STRUCK_OUT']);
  });

  it('still needs to know what became of everybody booked, but for who gave notice', async () => {
    const sessionId = await aSession(trainer());
    const [absent, excused] = [await bookSeat(trainer(), sessionId), await bookSeat(trainer(), sessionId)];
    await cancelBooking(trainer(), excused.attendance.id);
    const personId = absent.attendance.person.id;
    await holdSession(trainer(), { sessionId, attendances: [{ personId, status: 'NO_SHOW' }], anonymousAttendance: 1 });
    expect(await refusalOf(correct(sessionId, { anonymousAttendance: 2 }))).toEqual([
      'BOOKING_WITHOUT_OUTCOME',
      'attendances',
    ]);
    const { session } = await correct(sessionId, { attendances: [{ personId }] });
    expect(session.attendances.nodes.map(({ status }) => status)).toEqual(['SEEN', 'EXCUSED']);
    const early = correct(sessionId, { attendances: [{ personId }], heldOn: '2011-06-14' });
    expect(await refusalOf(early)).toEqual(['BEFORE_LAST_BOOKING', 'heldOn']);
  });

  it.each([
    ['PERSON_TWICE', 'attendances.1.personId', (personId: string) => ({ attendances: [{ personId }, { personId }] })],
    [
      'NOT_BOOKED',
      'attendances.0.personId',
      (personId: string) => ({ attendances: [{ personId, status: 'NO_SHOW' }] }),
    ],
    [
      'ONLY_WHEN_SEEN',
      'attendances.0.status',
      (personId: string) => ({ attendances: [{ personId, status: 'EXCUSED', minutes: 5 }] }),
    ],
    [
      'LONGER_THAN_SESSION',
      'attendances.0.minutes',
      (personId: string) => ({ attendances: [{ personId, minutes: 61 }] }),
    ],
    ['NOBODY_CAME', 'attendances', () => ({})],
    ['IN_THE_FUTURE', 'on', () => ({ anonymousAttendance: 1, on: '2011-06-16' })],
    ['IN_THE_FUTURE', 'heldOn', () => ({ anonymousAttendance: 1, heldOn: '2011-06-16' })],
    ['BEFORE_HELD', 'on', () => ({ anonymousAttendance: 1, on: '2011-06-13' })],
  ])('is refused with %s at %s', async (code, field, inputOf) => {
    const sessionId = await aSession(trainer());
    const { attendance } = await bookSeat(trainer(), sessionId, { on: '2011-06-01' });
    const booked = attendance.person.id;
    const personId = code === 'NOT_BOOKED' ? aPerson() : booked;
    await holdSession(trainer(), { sessionId, attendances: [{ personId: booked }], on: '2011-06-14' });
    const walkIn = await recorded({ on: '2011-06-14' });
    const target = code === 'NOBODY_CAME' ? walkIn : sessionId;
    expect(await refusalOf(correct(target, inputOf(personId)))).toEqual([code, field]);
  });

  it('corrects an individual session to one person only', async () => {
    const sessionId = await recorded({ kind: 'INDIVIDUAL' });
    expect(await refusalOf(correct(sessionId, { anonymousAttendance: 2 }))).toEqual(['ONE_PERSON_ONLY', 'attendances']);
  });

  it('takes no hour from a completed visa, unless enough are left or the visa is cancelled', async () => {
    const personId = aPerson();
    const visaId = await aStartedVisa(trainer(), personId, '2011-02-01');
    // Whose hours are still to come is nobody else's matter.
    await aStartedVisa(trainer(), aPerson(), '2011-02-01');
    const alone = (minutes: number) => ({ attendances: [{ personId, minutes }], anonymousAttendance: 0 });
    const sessionId = await recorded({ ...alone(660), minutes: 660, on: '2011-02-02' });
    await completeVisa(trainer(), { visaId, on: '2011-03-01' });
    expect((await correct(sessionId, alone(600))).userErrors).toEqual([]);
    expect(await refusalOf(correct(sessionId, alone(599)))).toEqual(['HOURS_OF_A_VISA', 'sessionId']);
    const moved = correct(sessionId, { ...alone(600), heldOn: '2011-01-31' });
    expect(await refusalOf(moved)).toEqual(['HOURS_OF_A_VISA', 'sessionId']);
    expect(await refusalOf(annul(sessionId))).toEqual(['HOURS_OF_A_VISA', 'sessionId']);
    await cancelVisa(trainer(), { visaId, reason: 'HOURS_CORRECTED' });
    expect((await correct(sessionId, alone(30))).userErrors).toEqual([]);
    expect((await annul(sessionId)).userErrors).toEqual([]);
  });

  it('takes a session that never was out of the registers', async () => {
    const personId = aPerson();
    const sessionId = await recorded({ attendances: [{ personId }], anonymousAttendance: 2, on: '2011-05-10' });
    expect(await refusalOf(annul(sessionId, { on: '2011-05-09' }))).toEqual(['BEFORE_HELD', 'on']);
    expect(await refusalOf(annul(sessionId, { on: '2011-06-16' }))).toEqual(['IN_THE_FUTURE', 'on']);
    const { session } = await annul(sessionId);
    expect(session).toMatchObject({
      state: 'CANCELLED',
      heldOn: null,
      cancellationReason: 'RECORDED_IN_ERROR',
      anonymousAttendance: 0,
      attendances: { nodes: [{ status: 'STRUCK_OUT', minutes: 0 }] },
    });
    expect(await hoursOf(personId)).toBe(0);
    expect(await refusalOf(annul(sessionId))).toEqual(['SESSION_CANCELLED', 'sessionId']);
    expect(await refusalOf(correct(sessionId, { anonymousAttendance: 1 }))).toEqual(['SESSION_CANCELLED', 'sessionId']);
  });

  it('needs a register, in a session that exists', async () => {
    const [planned, cancelled] = [await aSession(trainer()), await aSession(trainer())];
    await cancelSession(trainer(), { sessionId: cancelled, reason: 'OTHER' });
    for (const verb of [annul, (id: string) => correct(id, { anonymousAttendance: 1 })]) {
      expect(await refusalOf(verb(planned))).toEqual(['NOT_HELD', 'sessionId']);
      expect(await refusalOf(verb(cancelled))).toEqual(['SESSION_CANCELLED', 'sessionId']);
      expect(await refusalOf(verb(newTypeId('session')))).toEqual(['NOT_FOUND', 'sessionId']);
    }
  });

  it.each(['technician', 'lender', 'coordinator', 'partner', 'anonymous'] as const)('is not for %s', async (role) => {
    const sessionId = newTypeId('session');
    await expect(correctRegister(training.as(role), { sessionId })).rejects.toThrow(/correctRegister/);
    await expect(annulSession(training.as(role), { sessionId })).rejects.toThrow(/annulSession/);
  });
});
