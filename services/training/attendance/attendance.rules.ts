import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Session } from '../session/session.entity.ts';
import type { Attendance, AttendanceStatus, Autonomy } from './attendance.entity.ts';

/** What is said of one person after a session. */
export interface Noted {
  personId: string;
  status: Exclude<AttendanceStatus, 'BOOKED' | 'STRUCK_OUT'>;
  autonomy?: Autonomy | null;
  minutes?: number | null;
}

type Booking = Pick<Attendance, 'personId' | 'status'>;

/** `ALREADY_BOOKED`, `SESSION_FULL` or `SESSION_DAY_PASSED`. */
export function whyNotBookable(
  { seats, scheduledOn }: Pick<Session, 'seats' | 'scheduledOn'>,
  bookings: readonly Booking[],
  personId: string,
  on: string,
): Refusal | null {
  const booked = bookings.filter(({ status }) => status === 'BOOKED');
  if (booked.some((booking) => booking.personId === personId)) {
    return new Refusal('ALREADY_BOOKED', 'personId', {
      en: 'This person already has a seat in this session; nothing more is needed.',
      fr: "Cette personne a déjà une place dans cette séance ; il n'y a rien à ajouter.",
    });
  }
  if (booked.length >= seats) {
    return new Refusal('SESSION_FULL', 'sessionId', {
      en: `All ${seats} seats are taken; choose another session, or add seats to this one.`,
      fr: `Les ${seats} places sont prises ; choisissez une autre séance, ou ajoutez des places à celle-ci.`,
    });
  }
  if (on <= scheduledOn) return null;
  return new Refusal('SESSION_DAY_PASSED', 'on', {
    en: `The session was planned for ${scheduledOn}; note who came when you hold it.`,
    fr: `La séance était prévue le ${scheduledOn} ; notez qui est venu en la déclarant tenue.`,
  });
}

/** `NOT_BOOKED` or `BEFORE_BOOKING`. */
export function whyNotExcusable(
  { status, bookedOn }: Pick<Attendance, 'status' | 'bookedOn'>,
  on: string,
): Refusal | null {
  if (status !== 'BOOKED') {
    return new Refusal('NOT_BOOKED', 'attendanceId', {
      en: 'This person has no seat to give back.',
      fr: "Cette personne n'a pas de place à rendre.",
    });
  }
  if (!bookedOn || on >= bookedOn) return null;
  return new Refusal('BEFORE_BOOKING', 'on', {
    en: `The seat was booked on ${bookedOn}; give that day or a later one.`,
    fr: `La place a été réservée le ${bookedOn} ; donnez ce jour ou un jour plus tardif.`,
  });
}

/** Why one line of the register cannot be: `PERSON_TWICE`, `NOT_BOOKED`, `ONLY_WHEN_SEEN`, `LONGER_THAN_SESSION`. */
export function whyNotNoted(
  noted: readonly Noted[],
  index: number,
  minutes: number,
  bookings: readonly Booking[],
): Refusal | null {
  const line = noted[index]!;
  const at = (field: string): string => `attendances.${index}.${field}`;
  if (noted.findIndex(({ personId }) => personId === line.personId) < index) {
    return new Refusal('PERSON_TWICE', at('personId'), {
      en: 'This person is already on a line above; keep one line.',
      fr: 'Cette personne figure déjà plus haut ; gardez une seule ligne.',
    });
  }
  if (line.status !== 'SEEN' && !bookings.some(({ personId }) => personId === line.personId)) {
    return new Refusal('NOT_BOOKED', at('personId'), {
      en: 'This person had no seat; leave the line out unless they came.',
      fr: "Cette personne n'avait pas de place ; retirez la ligne, sauf si elle est venue.",
    });
  }
  if (line.status !== 'SEEN' && (line.autonomy || line.minutes)) {
    return new Refusal('ONLY_WHEN_SEEN', at('status'), {
      en: 'Minutes and autonomy are for people who came; leave them out or say SEEN.',
      fr: 'Minutes et autonomie valent pour les personnes venues ; retirez-les ou indiquez SEEN.',
    });
  }
  if ((line.minutes ?? 0) <= minutes) return null;
  return new Refusal('LONGER_THAN_SESSION', at('minutes'), {
    en: `The session lasted ${minutes} minutes; nobody was there longer.`,
    fr: `La séance a duré ${minutes} minutes ; personne n'y est resté davantage.`,
  });
}

/** Why the register as a whole cannot be: `BOOKING_WITHOUT_OUTCOME`, `NOBODY_CAME`, `ONE_PERSON_ONLY`. */
export function whyNotHeld(
  { kind }: Pick<Session, 'kind'>,
  noted: readonly Noted[],
  anonymous: number,
  bookings: readonly Booking[],
): Refusal | null {
  const left = bookings.filter(
    ({ status, personId }) => status === 'BOOKED' && !noted.some((line) => line.personId === personId),
  );
  if (left.length > 0) {
    return new Refusal('BOOKING_WITHOUT_OUTCOME', 'attendances', {
      en: `Say of each person booked whether they came: ${left.length} missing.`,
      fr: `Dites de chaque personne inscrite si elle est venue : il en manque ${left.length}.`,
    });
  }
  const came = noted.filter(({ status }) => status === 'SEEN').length + anonymous;
  if (came === 0) {
    return new Refusal('NOBODY_CAME', 'attendances', {
      en: 'A session without anybody is not held; cancel it, with NOBODY_CAME as the reason.',
      fr: "Une séance sans personne n'a pas lieu ; annulez-la, avec NOBODY_CAME pour motif.",
    });
  }
  if (kind === 'COLLECTIVE' || came === 1) return null;
  return new Refusal('ONE_PERSON_ONLY', 'attendances', {
    en: 'An individual session is for one person; record a collective one for a group.',
    fr: 'Une séance individuelle est pour une personne ; enregistrez une séance collective pour un groupe.',
  });
}
