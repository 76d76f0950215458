import ical, { ICalEventBusyStatus } from 'ical-generator';
import type { Loan } from '../loan/loan.entity.ts';
import { remindOn } from './reminder.rules.ts';

/** The ends of terms as an iCalendar text: the event of a loan keeps its UID, and moves when the loan is renewed. */
export function calendarOf(loans: readonly Loan[], association: string, now: Date): string {
  const calendar = ical({
    name: `Échéances des prêts (${association})`,
    prodId: { company: 'Passerelle', product: 'prets', language: 'FR' },
  });
  for (const { id, dueOn, termCount } of loans) {
    const about = { association, id, now, sequence: termCount };
    calendar.createEvent(allDay('echeance', dueOn!, `Échéance du prêt ${id}`, about));
    const opensOn = remindOn({ dueOn: dueOn!, kind: 'RENEWAL_OPENS' });
    calendar.createEvent(allDay('reconduction', opensOn, `Reconduction possible du prêt ${id}`, about));
  }
  return calendar.toString();
}

interface About {
  association: string;
  id: string;
  now: Date;
  sequence: number;
}

function allDay(what: string, day: string, summary: string, { association, id, now, sequence }: About) {
  return {
    id: `${id}-${what}@${association}.passerelle`,
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
