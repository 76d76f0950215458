import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPlace } from '../place/place.factory.ts';
import { aTrainingService } from '../training.factory.ts';
import { scheduleSession } from './session.factory.ts';

describe('Scheduling a session', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => (training = await aTrainingService()));
  afterAll(() => training.close());
  const trainer = () => training.as('trainer');
  const refusalOf = async (input: object) => {
    const { session, userErrors } = await scheduleSession(trainer(), input);
    expect(session).toBeNull();
    return userErrors[0];
  };

  it('says what, where, for whom and when', async () => {
    const placeId = await aPlace(trainer());
    const plan = { kind: 'COLLECTIVE', mode: 'ON_SITE', theme: 'EMAIL', minutes: 90, seats: 8, staffCount: 2 };
    const { session, userErrors } = await scheduleSession(trainer(), {
      ...plan,
      placeId,
      accessibility: ['LSF'],
      organisationId: 'SIRET-21560121000016',
      programmeId: 'ordi-solidaire-bretagne',
      scheduledOn: '2011-09-01',
    });
    expect(userErrors).toEqual([]);
    expect(session).toMatchObject({
      ...plan,
      place: { id: placeId },
      accessibility: ['LSF'],
      organisation: { id: 'SIRET-21560121000016' },
      programme: { id: 'ordi-solidaire-bretagne' },
      state: 'SCHEDULED',
      scheduledOn: '2011-09-01',
      heldOn: null,
      history: [{ verb: 'scheduleSession', happenedOn: '2011-06-15', recordedBy: 'test:trainer' }],
    });
  });

  it('gives one seat to an individual session and twelve to a collective one', async () => {
    expect((await scheduleSession(trainer(), { kind: 'INDIVIDUAL' })).session.seats).toBe(1);
    expect((await scheduleSession(trainer())).session.seats).toBe(12);
  });

  it('refuses a second seat in an individual session', async () => {
    expect(await refusalOf({ kind: 'INDIVIDUAL', seats: 2 })).toMatchObject({
      code: 'ONE_SEAT_ONLY',
      field: ['seats'],
    });
  });

  it('needs a place on site', async () => {
    expect(await refusalOf({ mode: 'ON_SITE' })).toMatchObject({ code: 'PLACE_NEEDED', field: ['placeId'] });
  });

  it('takes homes for sessions at home only, and no place for remote ones', async () => {
    const [home, digitalSpace] = [await aPlace(trainer(), { kind: 'HOME' }), await aPlace(trainer())];
    const misfit = { code: 'PLACE_NOT_FITTING', field: ['placeId'] };
    expect(await refusalOf({ mode: 'ON_SITE', placeId: home })).toMatchObject(misfit);
    expect(await refusalOf({ mode: 'HOME', placeId: digitalSpace })).toMatchObject(misfit);
    expect(await refusalOf({ mode: 'REMOTE', placeId: home })).toMatchObject(misfit);
    expect(await refusalOf({ mode: 'REMOTE', placeId: digitalSpace })).toMatchObject(misfit);
    expect((await scheduleSession(trainer(), { mode: 'HOME', placeId: home })).userErrors).toEqual([]);
    expect((await scheduleSession(trainer(), { mode: 'HOME' })).userErrors).toEqual([]);
  });

  it('refuses a place that nobody registered', async () => {
    expect(await refusalOf({ mode: 'ON_SITE', placeId: newTypeId('place') })).toMatchObject({
      code: 'NOT_FOUND',
      field: ['placeId'],
    });
  });

  it.each([
    { minutes: 4 },
    { staffCount: 0 },
    { seats: 501 },
    { placeId: 'somewhere' },
    { organisationId: 'Mairie' },
    { programmeId: 'Ordi 2.0' },
  ])('refuses what is misshapen: %o', async (input) => {
    expect(await refusalOf(input)).toMatchObject({ code: 'INVALID_INPUT', field: Object.keys(input) });
  });

  it('is planned today or was planned before, never later', async () => {
    expect(await refusalOf({ on: '2011-06-16' })).toMatchObject({ code: 'IN_THE_FUTURE', field: ['on'] });
  });

  it('plans one session however often the call is sent', async () => {
    const input = { idempotencyKey: newTypeId('key') };
    const [first, again] = [await scheduleSession(trainer(), input), await scheduleSession(trainer(), input)];
    expect(again.session.id).toBe(first.session.id);
  });

  it.each(['technician', 'lender', 'coordinator', 'partner', 'anonymous'] as const)('is not for %s', async (role) => {
    await expect(scheduleSession(training.as(role))).rejects.toThrow(/scheduleSession/);
  });
});

describe('At a hub', () => {
  it('nothing is scheduled', async () => {
    const hub = await aTrainingService('2011-06-15', null);
    await expect(scheduleSession(hub.as('manager'))).rejects.toThrow('FORBIDDEN');
    await hub.close();
  });
});
