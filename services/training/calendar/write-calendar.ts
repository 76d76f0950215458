import ical, { ICalEventStatus, type ICalEventData } from 'ical-generator';
import { calendarName, oneLine } from '../../../packages/platform/documents/calendar-text.ts';
import { findTerritory } from '../../../packages/geography/find-territory.ts';
import type { Place } from '../place/place.entity.ts';
import type { Shown } from './calendar.loaders.ts';
import { THEMES, WELCOMES } from './french-words.ts';
import { instantInFrance } from './instant-in-france.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What a calendar says of its place. */
export type Announced = Pick<Place, 'name' | 'commune' | 'address' | 'accessibility'>;

/** A place's calendar as iCalendar text (RFC 5545), in French: never a person, nor how many came. */
export function writeCalendar(place: Announced, sessions: readonly Shown[]): string {
  const calendar = ical({
    name: calendarName(place.name),
    prodId: { company: 'Passerelle', product: 'training', language: 'FR' },
    events: sessions.map((session) => eventOf(place, session)),
  });
  return calendar.toString();
}

function eventOf(place: Announced, session: Shown): ICalEventData {
  const { id, theme, state, revision, changedAt } = session;
  return {
    id,
    sequence: revision,
    stamp: changedAt,
    lastModified: changedAt,
    ...when(session),
    summary: THEMES[theme],
    location: whereIs(place),
    description: linesOf(place, session).join('\n'),
    status: state === 'CANCELLED' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  };
}

/** A session without a time of day takes the day. */
function when({ heldOn, scheduledOn, startTime, minutes }: Shown): Pick<ICalEventData, 'start' | 'end' | 'allDay'> {
  const day = heldOn ?? scheduledOn;
  if (!startTime) {
    const start = new Date(day);
    return { start, end: new Date(start.getTime() + DAY_MS), allDay: true };
  }
  const start = instantInFrance(day, startTime);
  return { start, end: new Date(start.getTime() + minutes * MINUTE_MS) };
}

const whereIs = ({ name, address, commune }: Announced): string =>
  oneLine([name, address, findTerritory(commune)?.name].filter(Boolean).join(', '));

function linesOf(place: Announced, { seats, courseName, accessibility }: Shown): string[] {
  const welcomed = [...new Set([...place.accessibility, ...accessibility])].map((one) => WELCOMES[one]);
  return [
    ...(courseName ? [`Formation à distance : ${oneLine(courseName)}`] : []),
    `${seats} places`,
    ...(welcomed.length > 0 ? [`Accueil : ${welcomed.join(', ')}`] : []),
  ];
}
