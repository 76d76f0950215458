import type { PlaceOf } from '../association/profile.ts';
import { programmeOn } from '../association/programmes.ts';
import type { Desk } from '../desk/desk.ts';
import type { Registered } from '../family/enter-families.ts';
import type { Ids } from '../structure/enter-organisations.ts';
import type { PlannedSession } from './plan-sessions.ts';

const AUTONOMY = ['GUIDED', 'PARTLY', 'AUTONOMOUS'];
const OPENED_ON = '2009-01-05';

export async function enterPlaces(desk: Desk, places: readonly PlaceOf[]): Promise<Ids> {
  const made = await desk.enter<{ place: { id: string } }>(
    'registerPlace',
    places.map(({ key, ...place }) => ({ key: `place ${key}`, input: { ...place, on: OPENED_ON } })),
  );
  return new Map(made.map(({ place }, index) => [places[index]!.key, place.id]));
}

/** Everything that sessions speak of, by the names of the sample. */
export interface Around {
  places: Ids;
  organisations: Ids;
  families: ReadonlyMap<string, Registered>;
}

/** Sessions recorded by one call: few enough for the ten calls of a request to be answered in time on a slow machine. */
const LIST = 50;

/** Records every session with its register. */
export async function enterSessions(desk: Desk, sessions: readonly PlannedSession[], around: Around): Promise<void> {
  await desk.enter(
    'recordSessions',
    Array.from({ length: Math.ceil(sessions.length / LIST) }, (_, at) => ({
      key: String(at + 1),
      input: { sessions: sessions.slice(at * LIST, (at + 1) * LIST).map((session) => lineOf(session, around)) },
    })),
  );
}

function lineOf(session: PlannedSession, { places, organisations, families }: Around): object {
  const { on, kind, place, theme, minutes, staffCount, structure, accessibility, anonymous } = session;
  return {
    on,
    kind,
    theme,
    minutes,
    staffCount,
    accessibility,
    mode: place ? 'ON_SITE' : 'HOME',
    placeId: place && places.get(place),
    organisationId: structure && organisations.get(structure),
    programmeId: programmeOn(on),
    anonymousAttendance: anonymous,
    attendances: session.families.map((key, index) => ({
      personId: families.get(key)?.personId,
      autonomy: AUTONOMY[(Number(key) + index) % AUTONOMY.length],
    })),
  };
}
