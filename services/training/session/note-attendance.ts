import { refuse } from '../../kit/refusal.ts';
import { ArrayMaxSize, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import type { Acting } from '../../kit/verb/act.ts';
import { IsIdOf } from '../../kit/verb/foreign-id.ts';
import { Attendance, Autonomy } from '../attendance/attendance.entity.ts';
import { type Noted, whyNotHeld, whyNotNoted } from '../attendance/attendance.rules.ts';
import type { Session } from './session.entity.ts';
import { whyNotBeforeBookings } from './session.rules.ts';

/** What becomes of a booking once the session was held. */
export const AttendanceOutcome = { SEEN: 'SEEN', EXCUSED: 'EXCUSED', NO_SHOW: 'NO_SHOW' } as const;
export type AttendanceOutcome = keyof typeof AttendanceOutcome;
registerEnumType(AttendanceOutcome, {
  name: 'AttendanceOutcome',
  description: 'Whether a person came to a session that was held.',
});

@InputType({ description: 'One line of the register of a session.' })
export class AttendanceInput implements Noted {
  @Field(() => ID, { description: 'Who.' })
  @IsIdOf('person')
  personId!: string;

  @Field(() => AttendanceOutcome, { defaultValue: AttendanceOutcome.SEEN, description: 'Whether they came.' })
  status!: AttendanceOutcome;

  @Field(() => Autonomy, { nullable: true, description: 'How far they did alone; only of people who came.' })
  autonomy?: Autonomy | null;

  @Field(() => Int, { nullable: true, description: 'Minutes present; the whole session unless given.' })
  @IsOptional()
  @Min(1)
  @Max(720)
  minutes?: number | null;
}

/** The register of a session: shared fields of `holdSession` and `recordSession`. */
export interface Register {
  attendances: AttendanceInput[];
  anonymousAttendance: number;
}

/** Decorates the list of lines of a register. */
export const Lines = (): PropertyDecorator => (target, property) => {
  Field(() => [AttendanceInput], {
    defaultValue: [],
    description: 'Who came or not, by name, at most 500; walk-ins too.',
  })(target, property);
  ArrayMaxSize(500)(target, property);
  ValidateNested({ each: true })(target, property);
};

/** Decorates the count of people whose names were not taken. */
export const Anonymous = (): PropertyDecorator => (target, property) => {
  Field(() => Int, { defaultValue: 0, description: 'People who came and whose names were not taken, 0 to 1000.' })(
    target,
    property,
  );
  Min(0)(target, property);
  Max(1000)(target, property);
};

/** Turns a scheduled session into a held one with its register; refuses what contradicts the bookings. */
export async function noteAttendance(
  { em, newId, happened }: Acting,
  verb: string,
  session: Session,
  { attendances, anonymousAttendance }: Register,
  on: string,
): Promise<void> {
  const bookings = await em.find(Attendance, { sessionId: session.id });
  refuse(whyNotBeforeBookings(on, bookings));
  attendances.forEach((_, index) => refuse(whyNotNoted(attendances, index, session.minutes, bookings)));
  refuse(whyNotHeld(session, attendances, anonymousAttendance, bookings));
  Object.assign(session, { state: 'HELD', heldOn: on, anonymousAttendance });
  const byPerson = new Map(bookings.map((booking) => [booking.personId, booking]));
  const noted = attendances.map(({ personId, status, autonomy, minutes }) => {
    const present = status === 'SEEN' ? (minutes ?? session.minutes) : 0;
    const outcome = { status, autonomy: autonomy ?? null, minutes: present };
    const booking = byPerson.get(personId);
    if (booking) return Object.assign(booking, outcome);
    return em.create(Attendance, { id: newId('attendance'), sessionId: session.id, personId, ...outcome });
  });
  const { id, kind, minutes, staffCount } = session;
  const seen = noted.filter(({ status }) => status === 'SEEN').length;
  await happened(
    { noun: 'Session', id, verb, on, details: { kind, minutes, staffCount, seen, anonymousAttendance } },
    ...noted.map((one) => ({ noun: 'Attendance', id: one.id, verb, on, details: { status: one.status } })),
  );
}
