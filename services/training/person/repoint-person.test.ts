import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { allocateVisas } from '../allocation/allocation.factory.ts';
import { aPerson, bookSeat } from '../attendance/attendance.factory.ts';
import { prescribePathway } from '../pathway/pathway.factory.ts';
import {
  aSession,
  correctRegister,
  hoursFor,
  holdSession,
  recordSession,
  recordSessions,
} from '../session/session.factory.ts';
import { aTrainingService } from '../training.factory.ts';
import { aStartedVisa, completeVisa, issueVisa, startVisa } from '../visa/visa.factory.ts';

const OTHER = 'other-programme';

const PERSON = `query ($r: [_Any!]!) {
  _entities(representations: $r) {
    ... on Person {
      hoursAttended
      attendances(first: 50) { nodes { status minutes isDouble session { id } history { verb details } } }
      visas(first: 50) { nodes { id state programme { id } } }
      pathways(first: 50) { nodes { id state } }
    }
  }
}`;

describe('One person who was known as two', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => {
    training = await aTrainingService();
    await allocateVisas(training.as('manager'));
    await allocateVisas(training.as('manager'), { programmeId: OTHER });
  });
  afterAll(() => training.close());
  const trainer = () => training.as('trainer');
  const repoint = (personId: string, keptPersonId: string, input: object = {}) =>
    callVerb<{ changed: number | null }>(training.as('service'), 'repointPerson', 'changed', {
      personId,
      keptPersonId,
      mergeId: newTypeId('merge'),
      on: '2011-06-15',
      ...input,
    });
  const read = async (personId: string) => {
    const { _entities } = await trainer().request(PERSON, { r: [{ __typename: 'Person', id: personId }] });
    const { hoursAttended, attendances, visas, pathways } = _entities[0];
    return { hoursAttended, attendances: attendances.nodes, visas: visas.nodes, pathways: pathways.nodes };
  };

  it('has everything of both, and nothing more when it is asked again', async () => {
    const [given, kept, mergeId] = [aPerson(), aPerson(), newTypeId('merge')];
    await hoursFor(trainer(), given, 2, '2011-02-01');
    await hoursFor(trainer(), kept, 3, '2011-02-02');
    await issueVisa(trainer(), { personId: given });
    await prescribePathway(trainer(), { personId: given });
    const first = await repoint(given, kept, { mergeId });
    expect(first).toEqual({ changed: 3, userErrors: [] });
    expect(await repoint(given, kept, { mergeId })).toEqual({ changed: 0, userErrors: [] });
    const { hoursAttended, attendances, visas, pathways } = await read(kept);
    expect([hoursAttended, attendances.length, visas.length, pathways.length]).toEqual([5, 2, 1, 1]);
    expect(await read(given)).toEqual({ hoursAttended, attendances, visas, pathways });
    expect(attendances[0].history.at(-1)).toEqual({ verb: 'repointPerson', details: { mergeId } });
    const another = await issueVisa(trainer(), { personId: kept, programmeId: OTHER });
    expect(another.userErrors).toMatchObject([{ code: 'VISA_OPEN' }]);
    expect((await prescribePathway(trainer(), { personId: kept })).userErrors).toMatchObject([
      { code: 'PATHWAY_OPEN' },
    ]);
  });

  it('is one under either id from then on, whatever is asked, and through later merges', async () => {
    const [first, second, kept] = [aPerson(), aPerson(), aPerson()];
    await issueVisa(trainer(), { personId: kept });
    await prescribePathway(trainer(), { personId: kept });
    await repoint(first, second);
    await repoint(second, kept);
    expect(await repoint(kept, first)).toEqual({ changed: 0, userErrors: [] });
    const sessionId = await aSession(trainer());
    expect((await bookSeat(trainer(), sessionId, { personId: first })).attendance.person.id).toBe(kept);
    for (const personId of [first, second]) {
      const codes = [
        await issueVisa(trainer(), { personId }),
        await issueVisa(trainer(), { personId, programmeId: OTHER }),
        await prescribePathway(trainer(), { personId }),
        await bookSeat(trainer(), sessionId, { personId }),
      ].map(({ userErrors }) => userErrors[0]?.code);
      expect(codes).toEqual(['ALREADY_HAS_VISA', 'VISA_OPEN', 'PATHWAY_OPEN', 'ALREADY_BOOKED']);
    }
    const both = [{ personId: first }, { personId: second }];
    const refused = [
      await recordSession(trainer(), { attendances: both }),
      await holdSession(trainer(), { sessionId, attendances: both }),
    ];
    for (const { userErrors } of refused) expect(userErrors).toMatchObject([{ code: 'PERSON_TWICE' }]);
    const { session } = await holdSession(trainer(), { sessionId, attendances: [{ personId: second, minutes: 30 }] });
    expect(session.attendances.nodes).toMatchObject([{ person: { id: kept }, status: 'SEEN' }]);
    const corrected = await correctRegister(trainer(), { sessionId, attendances: [{ personId: first }] });
    expect(corrected.session.attendances.nodes).toMatchObject([{ person: { id: kept }, minutes: 60 }]);
    await recordSessions(trainer(), [{ attendances: [{ personId: first }] }, { attendances: [{ personId: second }] }]);
    for (const personId of [first, second, kept]) expect((await read(personId)).hoursAttended).toBe(3);
  });

  it('is never named under an id while it is given up', async () => {
    const [given, kept] = [aPerson(), aPerson()];
    const [merged, ...answers] = await Promise.all([
      repoint(given, kept),
      ...[given, kept, given, kept].map((personId) => issueVisa(trainer(), { personId, on: '2011-02-01' })),
    ]);
    expect(merged.userErrors).toEqual([]);
    expect((await read(kept)).visas).toHaveLength(answers.filter(({ visa }) => visa).length);
    expect((await issueVisa(trainer(), { personId: given })).userErrors).toMatchObject([{ code: 'ALREADY_HAS_VISA' }]);
  });

  it('counts once where both were seen, for the longer stay, and both lines stay', async () => {
    const [given, kept] = [aPerson(), aPerson()];
    const attendances = [{ personId: given }, { personId: kept, minutes: 30 }];
    await recordSession(trainer(), { attendances, anonymousAttendance: 0 });
    await repoint(given, kept);
    const person = await read(kept);
    expect(person.hoursAttended).toBe(1);
    expect(person.attendances).toMatchObject([
      { minutes: 60, isDouble: false },
      { minutes: 30, isDouble: true },
    ]);
  });

  it('takes one seat where both had booked', async () => {
    const sessionId = await aSession(trainer(), { seats: 2 });
    const [given, kept] = [aPerson(), aPerson()];
    for (const personId of [given, kept]) await bookSeat(trainer(), sessionId, { personId });
    await repoint(given, kept);
    const again = await bookSeat(trainer(), sessionId, { personId: kept });
    expect(again.userErrors).toMatchObject([{ code: 'ALREADY_BOOKED' }]);
    expect((await bookSeat(trainer(), sessionId)).userErrors).toEqual([]);
    expect((await bookSeat(trainer(), sessionId)).userErrors).toMatchObject([{ code: 'SESSION_FULL' }]);
    const attendances = [{ personId: kept }];
    const held = await holdSession(trainer(), { sessionId, attendances });
    expect(held.userErrors).toMatchObject([{ code: 'BOOKING_WITHOUT_OUTCOME' }]);
    expect(held.userErrors[0]!.message).toContain('1 missing');
  });

  it('keeps two open visas and two open pathways, whose hours count once', async () => {
    const [given, kept] = [aPerson(), aPerson()];
    const ids = [
      await aStartedVisa(trainer(), kept, '2011-02-01'),
      (await issueVisa(trainer(), { personId: given, programmeId: OTHER, on: '2011-02-01' })).visa.id,
    ] as const;
    await startVisa(trainer(), { visaId: ids[1], on: '2011-02-01' });
    for (const personId of [given, kept]) await prescribePathway(trainer(), { personId });
    await repoint(given, kept);
    await hoursFor(trainer(), kept, 10, '2011-02-02');
    const { visas, pathways } = await read(kept);
    expect([visas.length, pathways.length]).toEqual([2, 2]);
    expect((await completeVisa(trainer(), { visaId: ids[0] })).userErrors).toEqual([]);
    const second = await completeVisa(trainer(), { visaId: ids[1] });
    expect(second.userErrors).toMatchObject([{ code: 'NOT_ENOUGH_HOURS' }]);
  });

  it('is never one already, nor merged in the future', async () => {
    const personId = aPerson();
    expect((await repoint(personId, personId)).userErrors).toMatchObject([
      { code: 'SAME_PERSON', field: ['keptPersonId'] },
    ]);
    expect((await repoint(personId, aPerson(), { on: '2011-06-16' })).userErrors).toMatchObject([
      { code: 'IN_THE_FUTURE', field: ['on'] },
    ]);
    expect((await repoint(personId, 'somebody')).userErrors).toMatchObject([{ code: 'INVALID_INPUT' }]);
  });

  it.each(['trainer', 'manager', 'lender', 'technician', 'coordinator', 'partner', 'anonymous'] as const)(
    'is not for %s',
    async (role) => {
      const input = { personId: aPerson(), keptPersonId: aPerson(), mergeId: newTypeId('merge'), on: '2011-06-15' };
      await expect(callVerb(training.as(role), 'repointPerson', 'changed', input)).rejects.toThrow(/repointPerson/);
    },
  );
});
