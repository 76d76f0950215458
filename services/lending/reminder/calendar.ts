import ical, { ICalEventBusyStatus } from 'ical-generator';
import { calendarName } from '../../../packages/platform/documents/calendar-text.ts';
import type { Loan } from '../loan/loan.entity.ts';
import { remindOn } from './reminder.rules.ts';

interface Association {
  /** `defis`: in the UID of events, for good. */
  slug: string;
  /** `Défis`. */
  name: string;
}

/** The ends of terms as an iCalendar text: the event of a loan keeps its UID, and moves when the loan is renewed. */
export function calendarOf(loans: readonly Loan[], { slug, name }: Association, now: Date): string {
  const calendar = ical({
    name: calendarName(`Échéances des prêts (${name})`),
    prodId: { company: 'Passerelle', product: 'prets', language: 'FR' },
  });
  for (const { id, dueOn, termCount } of loans) {
    const about = { slug, id, now, sequence: termCount };
    calendar.createEvent(allDay('echeance', dueOn!, `Échéance du prêt ${id}`, about));
    const opensOn = remindOn({ dueOn: dueOn!, kind: 'RENEWAL_OPENS' });
    calendar.createEvent(allDay('reconduction', opensOn, `Reconduction possible du prêt ${id}`, about));
  }
  return calendar.toString();
}

interface About {
  slug: string;
  id: string;
  now: Date;
  sequence: number;
}

function allDay(what: string, day: string, summary: string, { slug, id, now, sequence }: About) {
  return {
    id: `${id}-${what}@${slug}.passerelle`,
    // Read in UTC, since a day has no time zone.
    start: new Date(`${day}T00:00:00Z`),
    allDay: true,
    timezone: 'UTC',
    busystatus: ICalEventBusyStatus.FREE,
    stamp: now,
    summary,
    sequence,
  };
}
