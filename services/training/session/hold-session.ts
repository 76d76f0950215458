import { IsOptional, Max, Min } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refusedFor } from '../../../packages/platform/references/foreign-id.ts';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Attendance } from '../attendance/attendance.entity.ts';
import { keepRegisters, settle } from './keep-registers.ts';
import { refuseClosed } from './plan-session.ts';
import { peopleOnRecord, registerOfKept } from './register-of-kept.ts';
import { Anonymous, type AttendanceInput, Lines, type Register } from './register.input.ts';
import { revise } from './revise-session.ts';
import { Session } from './session.entity.ts';
import { whyNotStillOpen } from './session.rules.ts';

@InputType({ description: 'What became of a scheduled session.' })
export class HoldSessionInput extends VerbInput implements Register {
  @Field(() => ID, { description: 'The session.' })
  sessionId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'How long it really lasted, in minutes, 5 to 720; as planned unless given.',
  })
  @IsOptional()
  @Min(5)
  @Max(720)
  minutes?: number | null;

  @Field(() => Int, { nullable: true, description: 'Staff really there, 1 to 50; as planned unless given.' })
  @IsOptional()
  @Min(1)
  @Max(50)
  staffCount?: number | null;

  @Lines()
  attendances!: AttendanceInput[];

  @Anonymous()
  anonymousAttendance!: number;
}

@ObjectType({ description: 'The session held, or why it was refused.' })
export class HoldSessionPayload {
  @Field(() => Session, { nullable: true, description: 'The session, HELD.' })
  session?: Session;

  @Field(() => [UserError], { description: 'Why nothing was noted; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class HoldSession {
  @Mutation(() => HoldSessionPayload, {
    description: `Notes that a session was held and who came; each person booked needs an outcome. Refused with ALREADY_HELD, SESSION_CANCELLED, BEFORE_LAST_BOOKING, PLACE_CLOSED, PERSON_TWICE, NOT_BOOKED, ONLY_WHEN_SEEN, LONGER_THAN_SESSION, BOOKING_WITHOUT_OUTCOME, NOBODY_CAME, ONE_PERSON_ONLY, IN_THE_FUTURE, ${refusedFor('person')}.`,
  })
  holdSession(
    @Arg('input', () => HoldSessionInput, { description: 'The session and its register.' }) input: HoldSessionInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(
      context,
      'holdSession',
      input,
      async (acting) => {
        const on = businessDay(input.on, acting.today);
        const given = await registerOfKept(acting.em, input);
        const session = await findLocked(acting.em, Session, input.sessionId, 'sessionId');
        refuse(whyNotStillOpen(session));
        await refuseClosed(acting.em, session, on, 'on');
        revise(session, acting.now);
        session.minutes = input.minutes ?? session.minutes;
        session.staffCount = input.staffCount ?? session.staffCount;
        const bookings = await acting.em.find(Attendance, { sessionId: session.id, doubleOf: null });
        const register = settle(session, given, on, bookings, bookings);
        await keepRegisters(acting, 'holdSession', [register]);
        return { session };
      },
      async () => ({ onRecord: await peopleOnRecord(context, input.sessionId) }),
    );
  }
}
