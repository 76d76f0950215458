import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { Acting } from '../../../packages/platform/verb/act.ts';
import { Attendance } from '../attendance/attendance.entity.ts';
import { whyNotHeld, whyNotNoted } from '../attendance/attendance.rules.ts';
import type { AttendanceInput, Register } from './register.input.ts';
import type { Session } from './session.entity.ts';
import { whyNotBeforeBookings } from './session.rules.ts';

/** A session that was held, and what its register says of each person, with the booking they had. */
export interface Settled {
  session: Session;
  on: string;
  lines: (Pick<Attendance, 'personId' | 'status' | 'autonomy' | 'minutes'> & { booking: Attendance | undefined })[];
}

/**
 * Turns a scheduled session into a held one, or gives a held one another register; refuses a register that contradicts
 * itself or the bookings. `earlier` are the lines there are, bookings or not.
 */
export function settle(
  session: Session,
  register: Register,
  on: string,
  bookings: readonly Pick<Attendance, 'personId' | 'status' | 'bookedOn'>[],
  earlier: readonly Attendance[],
): Settled {
  const { attendances, anonymousAttendance } = register;
  refuse(whyNotBeforeBookings(on, bookings));
  attendances.forEach((_, index) => refuse(whyNotNoted(attendances, index, session.minutes, bookings)));
  refuse(whyNotHeld(session, attendances, anonymousAttendance, bookings));
  Object.assign(session, { state: 'HELD', heldOn: on, anonymousAttendance });
  const byPerson = new Map(earlier.map((line) => [line.personId, line]));
  return { session, on, lines: attendances.map((line) => lineOf(line, session, byPerson)) };
}

function lineOf(
  { personId, status, autonomy, minutes }: AttendanceInput,
  session: Session,
  bookings: ReadonlyMap<string, Attendance>,
): Settled['lines'][number] {
  const present = status === 'SEEN' ? (minutes ?? session.minutes) : 0;
  return { personId, status, autonomy: autonomy ?? null, minutes: present, booking: bookings.get(personId) };
}

/** Keeps the registers of sessions that are already written: a line points to its session by id alone. */
export async function keepRegisters(
  acting: Acting,
  verb: string,
  registers: readonly Settled[],
  said: Record<string, unknown> = {},
): Promise<void> {
  await acting.happened(
    ...registers.flatMap((register) => {
      const { session, on } = register;
      const noted = keepLines(acting, register);
      const { id, kind, minutes, staffCount, anonymousAttendance } = session;
      const seen = noted.filter(({ status }) => status === 'SEEN').length;
      return [
        { noun: 'Session', id, verb, on, details: { ...said, kind, minutes, staffCount, seen, anonymousAttendance } },
        ...noted.map((one) => ({ noun: 'Attendance', id: one.id, verb, on, details: { status: one.status } })),
      ];
    }),
  );
}

const keepLines = ({ em, newId }: Acting, { session, lines }: Settled): Attendance[] =>
  lines.map(({ booking, ...outcome }) =>
    booking
      ? Object.assign(booking, outcome)
      : em.create(Attendance, { id: newId('attendance'), sessionId: session.id, ...outcome }),
  );
