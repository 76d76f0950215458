import { Refusal } from '../../kit/refusal.ts';
import type { Attendance } from '../attendance/attendance.entity.ts';
import type { Place } from '../place/place.entity.ts';
import type { Session } from './session.entity.ts';
import type { SessionKind, SessionMode } from './session.enums.ts';

/** Seats of a collective session unless told otherwise: the machines of a usual training room. */
const USUAL_SEATS = 12;

/** How many may book: one for an individual session, `asked` or 12 for a collective one. */
export const seatsOf = (kind: SessionKind, asked: number | null | undefined): number =>
  asked ?? (kind === 'INDIVIDUAL' ? 1 : USUAL_SEATS);

/** `ONE_SEAT_ONLY`: an individual session is for one person. */
export function whyNotSoManySeats(kind: SessionKind, seats: number): Refusal | null {
  if (kind === 'COLLECTIVE' || seats === 1) return null;
  return new Refusal('ONE_SEAT_ONLY', 'seats', {
    en: 'An individual session has one seat; schedule a collective one for a group.',
    fr: 'Une séance individuelle a une seule place ; prévoyez une séance collective pour un groupe.',
  });
}

/** `PLACE_NEEDED` or `PLACE_NOT_FITTING`: on site at a place, at home at most at a `HOME` one, remote at none. */
export function whyNotThere(mode: SessionMode, place: Pick<Place, 'kind'> | null): Refusal | null {
  if (mode === 'ON_SITE' && !place) {
    return new Refusal('PLACE_NEEDED', 'placeId', {
      en: 'Say at which place the session is, or choose HOME or REMOTE.',
      fr: 'Indiquez le lieu de la séance, ou choisissez à domicile ou à distance.',
    });
  }
  if (!place || (mode !== 'REMOTE' && (mode === 'HOME') === (place.kind === 'HOME'))) return null;
  return new Refusal('PLACE_NOT_FITTING', 'placeId', {
    en: 'This place does not go with the mode: homes are for HOME, other places for ON_SITE, none for REMOTE.',
    fr: 'Ce lieu ne va pas avec le mode : un domicile pour HOME, un autre lieu pour ON_SITE, aucun pour REMOTE.',
  });
}

/** The commune a session counts in: its place's, or the seat's for one at home or remote, so that no home is told. */
export const communeOfSession = (mode: SessionMode, place: Pick<Place, 'commune'> | null, seat: string): string =>
  mode === 'ON_SITE' && place ? place.commune : seat;

/** `ALREADY_HELD` or `SESSION_CANCELLED`: only a scheduled session still moves. */
export function whyNotStillOpen({ state }: Pick<Session, 'state'>): Refusal | null {
  if (state === 'HELD') {
    return new Refusal('ALREADY_HELD', 'sessionId', {
      en: 'This session was already held; record another one for what is missing.',
      fr: 'Cette séance a déjà eu lieu ; enregistrez-en une autre pour ce qui manque.',
    });
  }
  if (state === 'CANCELLED') {
    return new Refusal('SESSION_CANCELLED', 'sessionId', {
      en: 'This session was cancelled; schedule or record another one.',
      fr: 'Cette séance a été annulée ; prévoyez-en ou enregistrez-en une autre.',
    });
  }
  return null;
}

/** `BEFORE_LAST_BOOKING`: a session is held on the day of its last booking at the earliest. */
export function whyNotBeforeBookings(on: string, bookings: readonly Pick<Attendance, 'bookedOn'>[]): Refusal | null {
  const last = bookings.reduce((latest, { bookedOn }) => (bookedOn && bookedOn > latest ? bookedOn : latest), '');
  if (on >= last) return null;
  return new Refusal('BEFORE_LAST_BOOKING', 'on', {
    en: `A seat was booked on ${last}; give that day or a later one.`,
    fr: `Une place a été réservée le ${last} ; donnez ce jour ou un jour plus tardif.`,
  });
}
