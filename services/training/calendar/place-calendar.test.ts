import ICAL from 'ical.js';
import pg from 'pg';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPerson } from '../attendance/attendance.factory.ts';
import { aPlace } from '../place/place.factory.ts';
import { aSession, cancelSession, holdSession, recordSession, rescheduleSession } from '../session/session.factory.ts';
import { aTrainingService } from '../training.factory.ts';
import { instantInFrance } from './instant-in-france.ts';

describe('The calendar of a place', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => (training = await aTrainingService()));
  afterAll(() => training.close());
  const trainer = () => training.as('trainer');
  const QUERY = 'query ($id: ID!) { place(id: $id) { calendar { name mediaType content } } }';
  const textOf = async (id: string): Promise<string> => {
    const { place } = await training.as('anonymous').request(QUERY, { id });
    expect(place.calendar).toMatchObject({ name: `${id}.ics`, mediaType: 'text/calendar; charset=utf-8' });
    return Buffer.from(place.calendar.content, 'base64').toString('utf8');
  };
  const eventsOf = async (id: string) => {
    const calendar = new ICAL.Component(ICAL.parse(await textOf(id)));
    return calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component);
      const { uid, summary, location, description, sequence, startDate, endDate } = event;
      const status = component.getFirstPropertyValue('status');
      const times = [startDate, endDate].map((time) => (time.isDate ? time.toString() : time.toJSDate().toISOString()));
      return { uid, summary, location, description, sequence, status, times };
    });
  };

  it('holds no line that the name of a place brings', async () => {
    const named = async (name: string) => {
      const { registerPlace } = await trainer().request(
        'mutation ($input: RegisterPlaceInput!) { registerPlace(input: $input) { place { id } userErrors { field code message(language: FR) } } }',
        {
          input: { name, kind: 'DIGITAL_SPACE', commune: 'COM-56121', idempotencyKey: `name ${JSON.stringify(name)}` },
        },
      );
      return registerPlace;
    };
    for (const end of ['\n', '\r', '\r\n', '\u2028', '\v']) {
      expect(await named(`Espace${end}X-EVIL:1`)).toMatchObject({
        place: null,
        userErrors: [
          {
            field: ['name'],
            code: 'INVALID_INPUT',
            message: 'name tient sur une ligne, sans tabulation : écrivez-le sans retour.',
          },
        ],
      });
    }
    const { place } = await named('Espace; Nord, \\quai');
    expect(await textOf(place.id)).toContain('\r\nNAME:Espace\\; Nord\\, \\\\quai\r\n');
    // As it was kept before line breaks were refused.
    const client = new pg.Client({ connectionString: training.databaseUrl, options: '-c search_path=training' });
    await client.connect();
    await client.query("update place set name = E'Espace\\r\\nX-EVIL:1' where id = $1", [place.id]);
    await client.end();
    expect((await textOf(place.id)).split(/\r\n|\n|\r/).filter((line) => line.startsWith('X-EVIL'))).toEqual([]);
  });

  it('is for everybody: what is planned, held and cancelled, and nobody who comes', async () => {
    const placeId = await aPlace(trainer(), {
      name: 'Café Le Péristyle',
      address: '1, rue du Port',
      accessibility: ['MOTOR'],
    });
    const there = { mode: 'ON_SITE', placeId };
    const timed = await aSession(trainer(), {
      ...there,
      theme: 'PUBLIC_SERVICES',
      scheduledOn: '2011-06-20',
      startTime: '14:00',
      minutes: 90,
      accessibility: ['LSF'],
    });
    const personId = aPerson();
    const { session } = await recordSession(trainer(), { ...there, attendances: [{ personId }], on: '2011-01-10' });
    const cancelled = await aSession(trainer(), { ...there, scheduledOn: '2011-06-27' });
    await cancelSession(trainer(), { sessionId: cancelled, reason: 'STAFF_ABSENT' });
    expect(await eventsOf(placeId)).toEqual([
      {
        uid: session.id,
        summary: 'Atelier numérique',
        location: 'Café Le Péristyle, 1, rue du Port, Lorient',
        description: '12 places\nAccueil : mobilité réduite',
        sequence: 0,
        status: 'CONFIRMED',
        times: ['2011-01-10', '2011-01-11'],
      },
      {
        uid: timed,
        summary: 'Démarches en ligne',
        location: 'Café Le Péristyle, 1, rue du Port, Lorient',
        description: '12 places\nAccueil : mobilité réduite, langue des signes française',
        sequence: 0,
        status: 'CONFIRMED',
        times: ['2011-06-20T12:00:00.000Z', '2011-06-20T13:30:00.000Z'],
      },
      expect.objectContaining({ uid: cancelled, status: 'CANCELLED', sequence: 1 }),
    ]);
    expect(await textOf(placeId)).not.toContain(personId);
  });

  it('tells of each change under the same name and a higher number', async () => {
    const placeId = await aPlace(trainer());
    const sessionId = await aSession(trainer(), { mode: 'ON_SITE', placeId, scheduledOn: '2011-06-20' });
    await rescheduleSession(trainer(), { sessionId, scheduledOn: '2011-06-14', startTime: '10:00' });
    const moved = ['2011-06-14T08:00:00.000Z', '2011-06-14T09:00:00.000Z'];
    expect(await eventsOf(placeId)).toMatchObject([{ uid: sessionId, sequence: 1, times: moved }]);
    await holdSession(trainer(), { sessionId, anonymousAttendance: 3 });
    const held = ['2011-06-15T08:00:00.000Z', '2011-06-15T09:00:00.000Z'];
    expect(await eventsOf(placeId)).toMatchObject([{ uid: sessionId, sequence: 2, times: held }]);
  });

  it('shows no session of one person, of one organisation, at home, or older than a year', async () => {
    const [placeId, homes] = [await aPlace(trainer()), await aPlace(trainer(), { kind: 'HOME' })];
    const there = { mode: 'ON_SITE', placeId };
    await recordSession(trainer(), { ...there, kind: 'INDIVIDUAL' });
    await recordSession(trainer(), { ...there, organisationId: 'RNA-W561000001' });
    await recordSession(trainer(), { ...there, on: '2010-06-14' });
    await recordSession(trainer(), { mode: 'HOME', placeId: homes });
    expect(await eventsOf(placeId)).toEqual([]);
    expect(await training.as('anonymous').request(QUERY, { id: homes })).toEqual({ place: null });
    await recordSession(trainer(), { ...there, on: '2010-06-15' });
    expect(await eventsOf(placeId)).toHaveLength(1);
  });

  it('shows the distance course that is followed at a P@T', async () => {
    const placeId = await aPlace(trainer(), { kind: 'PAT' });
    const course = { courseName: 'Comptabilité', courseProviderId: 'SIRET-19560045300017' };
    await aSession(trainer(), { mode: 'TELE_TRAINING', placeId, ...course });
    expect(await eventsOf(placeId)).toMatchObject([{ description: 'Formation à distance : Comptabilité\n12 places' }]);
  });

  it.each([
    ['2011-01-15', '14:00', '2011-01-15T13:00:00.000Z'],
    ['2011-07-15', '00:30', '2011-07-14T22:30:00.000Z'],
    ['2011-03-27', '03:00', '2011-03-27T01:00:00.000Z'],
    ['2011-10-30', '03:00', '2011-10-30T02:00:00.000Z'],
  ])('knows the seasons: %s at %s is %s', (day, time, instant) => {
    expect(instantInFrance(day, time).toISOString()).toBe(instant);
  });
});
