import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

/** BOOKED → SEEN | EXCUSED | NO_SHOW; STRUCK_OUT of a corrected register. */
export const AttendanceStatus = {
  BOOKED: 'BOOKED',
  SEEN: 'SEEN',
  EXCUSED: 'EXCUSED',
  NO_SHOW: 'NO_SHOW',
  STRUCK_OUT: 'STRUCK_OUT',
} as const;
export type AttendanceStatus = keyof typeof AttendanceStatus;
registerEnumType(AttendanceStatus, {
  name: 'AttendanceStatus',
  description: 'What became of a booking, after La Coop de la médiation numérique.',
  valuesConfig: {
    BOOKED: { description: 'Has a seat; the session is to come.' },
    SEEN: { description: 'Came, with or without a booking.' },
    EXCUSED: { description: 'Gave notice.' },
    NO_SHOW: { description: 'Did not come and said nothing.' },
    STRUCK_OUT: { description: 'Was in the register by mistake; counts nowhere.' },
  },
});

export const Autonomy = { GUIDED: 'GUIDED', PARTLY: 'PARTLY', AUTONOMOUS: 'AUTONOMOUS' } as const;
export type Autonomy = keyof typeof Autonomy;
registerEnumType(Autonomy, {
  name: 'Autonomy',
  description: 'How far the person did by themselves, after La Coop de la médiation numérique.',
});

@Entity({ tableName: 'attendance' })
@Directive('@key(fields: "id")')
@ObjectType({ description: 'One person at one session: booked, seen, excused or not come.' })
export class Attendance {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID)
  id!: string;

  @Property({ type: 'text' })
  sessionId!: string;

  @Property({ type: 'text' })
  personId!: string;

  @Property({ type: 'text' })
  @Field(() => AttendanceStatus, { description: 'What became of the booking.' })
  status!: AttendanceStatus;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day of the booking; null for a walk-in.' })
  bookedOn?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => Autonomy, { nullable: true, description: 'How far the person did alone, when it was noted.' })
  autonomy?: Autonomy | null;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Minutes present; 0 unless seen.' })
  minutes!: number;

  /** The one that counts, where one person was known as two who were both at this session. */
  @Property({ type: 'text', nullable: true })
  doubleOf?: string | null;
}
