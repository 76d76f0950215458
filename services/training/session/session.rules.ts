import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Attendance } from '../attendance/attendance.entity.ts';
import type { Place, PlaceKind } from '../place/place.entity.ts';
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

/** The kinds of place that go with each mode. */
const FITTING: Record<SessionMode, (kind: PlaceKind) => boolean> = {
  ON_SITE: (kind) => kind !== 'HOME',
  TELE_TRAINING: (kind) => kind === 'PAT',
  HOME: (kind) => kind === 'HOME',
  REMOTE: () => false,
};

/** Whether people come to a place of the association. */
export const isAtPlace = (mode: SessionMode): boolean => mode === 'ON_SITE' || mode === 'TELE_TRAINING';

/** `PLACE_NEEDED` or `PLACE_NOT_FITTING`: on site at a place, a distance course at a P@T, at home at most at a `HOME`. */
export function whyNotThere(mode: SessionMode, place: Pick<Place, 'kind'> | null): Refusal | null {
  if (isAtPlace(mode) && !place) {
    return new Refusal('PLACE_NEEDED', 'placeId', {
      en: 'Say at which place the session is, or choose HOME or REMOTE.',
      fr: 'Indiquez le lieu de la séance, ou choisissez à domicile ou à distance.',
    });
  }
  if (!place || FITTING[mode](place.kind)) return null;
  return new Refusal('PLACE_NOT_FITTING', 'placeId', {
    en: 'This place does not go with the mode: homes are for HOME, a P@T for TELE_TRAINING, any but homes for ON_SITE, none for REMOTE.',
    fr: 'Ce lieu ne va pas avec le mode : un domicile pour HOME, un P@T pour TELE_TRAINING, tout lieu sauf un domicile pour ON_SITE, aucun pour REMOTE.',
  });
}

/** `SESSIONS_OF_ANOTHER_KIND`: the kind of a place goes with the sessions that are planned or were held there. */
export function whyNotOfKind(kind: PlaceKind, uses: readonly { mode: SessionMode }[]): Refusal | null {
  if (uses.every(({ mode }) => FITTING[mode](kind))) return null;
  return new Refusal('SESSIONS_OF_ANOTHER_KIND', 'kind', {
    en: 'Sessions are planned or were held there that do not go with this kind; register another place for what is new.',
    fr: "Des séances y sont prévues ou s'y sont tenues qui ne vont pas avec ce type ; enregistrez un autre lieu pour ce qui est nouveau.",
  });
}

/** `COURSE_NEEDED` or `COURSE_ONLY_AT_PAT`: a distance course has a name and a training body, other sessions have none. */
export function whyNotCourse({
  mode,
  courseName,
  courseProviderId,
}: Pick<Session, 'mode' | 'courseName' | 'courseProviderId'>): Refusal | null {
  if (mode === 'TELE_TRAINING' && !(courseName && courseProviderId)) {
    return new Refusal('COURSE_NEEDED', courseName ? 'courseProviderId' : 'courseName', {
      en: 'Say which distance course is followed, and of which training body.',
      fr: "Indiquez la formation à distance qui est suivie, et l'organisme qui la donne.",
    });
  }
  if (mode === 'TELE_TRAINING' || !(courseName || courseProviderId)) return null;
  return new Refusal('COURSE_ONLY_AT_PAT', courseName ? 'courseName' : 'courseProviderId', {
    en: 'Only a TELE_TRAINING session at a P@T has a distance course; choose that mode or leave it out.',
    fr: 'Seule une séance TELE_TRAINING dans un P@T a une formation à distance ; choisissez ce mode ou retirez-la.',
  });
}

/** The commune a session counts in: its place's, or the seat's for one at home or remote, so that no home is told. */
export const communeOfSession = (mode: SessionMode, place: Pick<Place, 'commune'> | null, seat: string): string =>
  isAtPlace(mode) && place ? place.commune : seat;

/** `ALREADY_HELD` or `SESSION_CANCELLED`: only a scheduled session still moves. */
export function whyNotStillOpen({ state }: Pick<Session, 'state'>): Refusal | null {
  if (state === 'HELD') {
    return new Refusal('ALREADY_HELD', 'sessionId', {
      en: 'This session was already held; correct its register for what is missing.',
      fr: 'Cette séance a déjà eu lieu ; corrigez son registre pour ce qui manque.',
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
export function whyNotBeforeBookings(
  on: string,
  bookings: readonly Pick<Attendance, 'bookedOn'>[],
  field = 'on',
): Refusal | null {
  const last = bookings.reduce((latest, { bookedOn }) => (bookedOn && bookedOn > latest ? bookedOn : latest), '');
  if (on >= last) return null;
  return new Refusal('BEFORE_LAST_BOOKING', field, {
    en: `A seat was booked on ${last}; give that day or a later one.`,
    fr: `Une place a été réservée le ${last} ; donnez ce jour ou un jour plus tardif.`,
  });
}

/** `NOT_HELD`, `SESSION_CANCELLED` or `BEFORE_HELD`: only a register that was written can be corrected, and later. */
export function whyNotCorrected({ state, heldOn }: Pick<Session, 'state' | 'heldOn'>, on: string): Refusal | null {
  if (state === 'CANCELLED') return whyNotStillOpen({ state });
  if (state === 'SCHEDULED' || !heldOn) {
    return new Refusal('NOT_HELD', 'sessionId', {
      en: 'This session has no register yet; hold it, reschedule it or cancel it.',
      fr: "Cette séance n'a pas encore de registre ; tenez-la, déplacez-la ou annulez-la.",
    });
  }
  if (on >= heldOn) return null;
  return new Refusal('BEFORE_HELD', 'on', {
    en: `The session was held on ${heldOn}; give that day or a later one.`,
    fr: `La séance a eu lieu le ${heldOn} ; donnez ce jour ou un jour plus tardif.`,
  });
}

/** `SEATS_TAKEN`: there cannot be fewer seats than people who booked one. */
export function whyNotFewerSeats(seats: number, booked: number): Refusal | null {
  if (seats >= booked) return null;
  return new Refusal('SEATS_TAKEN', 'seats', {
    en: `${booked} seats are booked; keep as many, or cancel bookings first.`,
    fr: `${booked} places sont réservées ; gardez-en autant, ou annulez d'abord des réservations.`,
  });
}
