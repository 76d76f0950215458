import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { UserError } from '../../kit/refusal.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { act } from '../../kit/verb/act.ts';
import { businessDay } from '../../kit/verb/business-day.ts';
import { Anonymous, type AttendanceInput, Lines, noteAttendance, type Register } from './note-attendance.ts';
import { planSession, SessionPlanInput } from './plan-session.ts';
import { Session } from './session.entity.ts';

@InputType({ description: 'A session that nobody planned, or that was only on paper.' })
export class RecordSessionInput extends SessionPlanInput implements Register {
  @Lines()
  attendances!: AttendanceInput[];

  @Anonymous()
  anonymousAttendance!: number;
}

@ObjectType({ description: 'The session recorded, or why it was refused.' })
export class RecordSessionPayload {
  @Field(() => Session, { nullable: true, description: 'The session, HELD.' })
  session?: Session;

  @Field(() => [UserError], { description: 'Why nothing was recorded; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class RecordSession {
  @Mutation(() => RecordSessionPayload, {
    description:
      'Plans and holds a session in one step, for walk-ins and paper registers. Refused with PLACE_NEEDED, PLACE_NOT_FITTING, ONE_SEAT_ONLY, PERSON_TWICE, NOT_BOOKED, LONGER_THAN_SESSION, NOBODY_CAME, ONE_PERSON_ONLY, IN_THE_FUTURE, NOT_FOUND, HUB_HAS_NO_OPERATIONS.',
  })
  recordSession(
    @Arg('input', () => RecordSessionInput, { description: 'The session and its register.' }) input: RecordSessionInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'recordSession', input, async (acting) => {
      const on = businessDay(input.on, acting.today);
      const session = await planSession(acting.em, context, input, on);
      // Its lines point to it by id alone, so it must be written before them.
      await acting.em.flush();
      await noteAttendance(acting, 'recordSession', session, input, on);
      return { session };
    });
  }
}
