import { ArrayMaxSize, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { ForeignId } from '../../../packages/platform/references/foreign-id.ts';
import { Autonomy } from '../attendance/attendance.entity.ts';
import type { Noted } from '../attendance/attendance.rules.ts';

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
  @ForeignId('person')
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
