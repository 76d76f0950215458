import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import {
  aSession,
  cancelSession,
  correctRegister,
  holdSession,
  recordSession,
  recordSessions,
  rescheduleSession,
  scheduleSession,
} from '../session/session.factory.ts';
import { aTrainingService } from '../training.factory.ts';
import { aPlace, correctPlace, registerPlace } from './place.factory.ts';

describe('Correcting a place', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => (training = await aTrainingService()));
  afterAll(() => training.close());
  const trainer = () => training.as('trainer');
  const correct = (placeId: string, input: object) => correctPlace(trainer(), { placeId, ...input });
  const refusalOf = async (answer: Promise<{ userErrors: { code: string; field: string[] | null }[] }>) => {
    const { userErrors } = await answer;
    return [userErrors[0]?.code, userErrors[0]?.field?.join('.') ?? ''];
  };

  it('keeps what is right now, what was before, and tells calendars', async () => {
    const { place } = await registerPlace(trainer(), { name: 'Cafe', address: '1 rue du Port', on: '2011-01-03' });
    const sessionId = await aSession(trainer(), { mode: 'ON_SITE', placeId: place.id, scheduledOn: '2011-06-20' });
    const right = {
      name: 'Café',
      kind: 'DIGITAL_SPACE',
      address: null,
      accessibility: ['LSF'],
      closedOn: '2011-06-30',
    };
    const { place: corrected, userErrors } = await correct(place.id, { ...right, on: '2011-06-14' });
    expect(userErrors).toEqual([]);
    expect(corrected).toMatchObject({ id: place.id, commune: { code: 'COM-56121' }, ...right });
    expect(corrected.history.at(-1)).toMatchObject({
      verb: 'correctPlace',
      happenedOn: '2011-06-14',
      details: {
        name: { was: 'Cafe', is: 'Café' },
        kind: { was: 'CAFE_NUMERIQUE', is: 'DIGITAL_SPACE' },
        address: { was: '1 rue du Port', is: null },
        accessibility: { was: [], is: ['LSF'] },
        closedOn: { was: null, is: '2011-06-30' },
      },
    });
    const query = 'query ($id: ID!) { session(id: $id) { revision place { name } } }';
    expect(await trainer().request(query, { id: sessionId })).toEqual({
      session: { revision: 1, place: { name: 'Café' } },
    });
    const { place: renamed } = await correct(place.id, { name: 'Le Café' });
    expect(renamed).toMatchObject({ ...right, name: 'Le Café' });
  });

  it('has no session after its last day, until it opens again', async () => {
    const placeId = await aPlace(trainer());
    const there = { mode: 'ON_SITE', placeId };
    const sessionId = await aSession(trainer(), { ...there, scheduledOn: '2011-06-10' });
    expect((await correct(placeId, { closedOn: '2011-06-10' })).userErrors).toEqual([]);
    const line = { ...there, on: '2011-06-11' };
    const refused = [
      await refusalOf(scheduleSession(trainer(), { ...there, scheduledOn: '2011-06-11' })),
      await refusalOf(recordSession(trainer(), line)),
      await refusalOf(recordSessions(trainer(), [{ ...line, on: '2011-06-10' }, line])),
      await refusalOf(rescheduleSession(trainer(), { sessionId, scheduledOn: '2011-06-11' })),
      await refusalOf(holdSession(trainer(), { sessionId, anonymousAttendance: 1, on: '2011-06-11' })),
    ];
    const fields = ['placeId', 'placeId', 'sessions.1.placeId', 'scheduledOn', 'on'];
    expect(refused).toEqual(fields.map((field) => ['PLACE_CLOSED', field]));
    const held = { sessionId, anonymousAttendance: 1 };
    expect((await holdSession(trainer(), { ...held, on: '2011-06-10' })).userErrors).toEqual([]);
    const moved = correctRegister(trainer(), { ...held, heldOn: '2011-06-11' });
    expect(await refusalOf(moved)).toEqual(['PLACE_CLOSED', 'heldOn']);
    expect((await correct(placeId, { closedOn: null })).place).toMatchObject({ closedOn: null });
    expect((await recordSession(trainer(), line)).userErrors).toEqual([]);
  });

  it('closes after its last session, planned or held, whoever plans one at the same time', async () => {
    const placeId = await aPlace(trainer());
    const there = { mode: 'ON_SITE', placeId };
    const close = (closedOn: string) => refusalOf(correct(placeId, { closedOn }));
    await recordSession(trainer(), { ...there, on: '2011-05-10' });
    const sessionId = await aSession(trainer(), { ...there, scheduledOn: '2011-07-01' });
    expect(await close('2011-06-30')).toEqual(['SESSIONS_AFTER_CLOSING', 'closedOn']);
    await cancelSession(trainer(), { sessionId, reason: 'OTHER' });
    expect(await close('2011-05-09')).toEqual(['SESSIONS_AFTER_CLOSING', 'closedOn']);
    const [closing, planning] = await Promise.all([
      close('2011-06-30'),
      refusalOf(scheduleSession(trainer(), { ...there, scheduledOn: '2011-07-02' })),
    ]);
    expect([closing[0], planning[0]].filter((code) => code === undefined)).toHaveLength(1);
  });

  it('is of a kind that goes with its sessions, and keeps no address of a home', async () => {
    const placeId = await aPlace(trainer(), { kind: 'PAT', address: '1 rue du Port' });
    expect(await refusalOf(correct(placeId, { kind: 'HOME' }))).toEqual(['HOME_HAS_NO_ADDRESS', 'address']);
    const course = { courseName: 'Tableur', courseProviderId: 'SIRET-19560045300017' };
    const sessionId = await aSession(trainer(), { mode: 'TELE_TRAINING', placeId, ...course });
    const other = () => refusalOf(correct(placeId, { kind: 'OTHER' }));
    expect(await other()).toEqual(['SESSIONS_OF_ANOTHER_KIND', 'kind']);
    await cancelSession(trainer(), { sessionId, reason: 'OTHER' });
    expect(await other()).toEqual([undefined, '']);
  });

  it('takes no name of another place of its commune, nor one that is taken at the same time', async () => {
    await registerPlace(trainer(), { name: 'Taken' });
    const [one, two] = [await aPlace(trainer()), await aPlace(trainer())];
    expect(await refusalOf(correct(one, { name: 'Taken' }))).toEqual(['PLACE_ALREADY_REGISTERED', 'name']);
    const raced = await Promise.all([one, two].map((placeId) => correct(placeId, { name: 'Raced' })));
    expect(raced.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'PLACE_ALREADY_REGISTERED' }]);
    const elsewhere = await aPlace(trainer(), { commune: 'COM-56098' });
    expect((await correct(elsewhere, { name: 'Taken' })).userErrors).toEqual([]);
  });

  it('refuses what changes nothing, the future, an unknown place and a name too short', async () => {
    const { place } = await registerPlace(trainer());
    expect(await refusalOf(correct(place.id, { name: place.name }))).toEqual(['NOTHING_CHANGES', '']);
    expect(await refusalOf(correct(place.id, { name: 'New', on: '2011-06-16' }))).toEqual(['IN_THE_FUTURE', 'on']);
    expect(await refusalOf(correct(newTypeId('place'), { name: 'New' }))).toEqual(['NOT_FOUND', 'placeId']);
    expect(await refusalOf(correct(place.id, { name: 'X' }))).toEqual(['INVALID_INPUT', 'name']);
  });

  it('is for trainers and managers', async () => {
    const placeId = await aPlace(trainer());
    expect((await correctPlace(training.as('manager'), { placeId, kind: 'OTHER' })).userErrors).toEqual([]);
    for (const role of ['technician', 'lender', 'coordinator', 'partner', 'anonymous'] as const) {
      await expect(correctPlace(training.as(role), { placeId, kind: 'PAT' })).rejects.toThrow(/correctPlace/);
    }
  });
});
