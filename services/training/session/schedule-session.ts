import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { UserError } from '../../kit/refusal.ts';
import { GraphQLLocalDate } from '../../kit/scalars.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { act } from '../../kit/verb/act.ts';
import { businessDay } from '../../kit/verb/business-day.ts';
import { planSession, SessionPlanInput } from './plan-session.ts';
import { Session } from './session.entity.ts';

@InputType({ description: 'A session to come.' })
export class ScheduleSessionInput extends SessionPlanInput {
  @Field(() => GraphQLLocalDate, {
    description: 'The day it is planned for; may lie in the past when paper came first.',
  })
  scheduledOn!: string;
}

@ObjectType({ description: 'The session, or why it was refused.' })
export class ScheduleSessionPayload {
  @Field(() => Session, { nullable: true, description: 'The session, SCHEDULED.' })
  session?: Session;

  @Field(() => [UserError], { description: 'Why nothing was scheduled; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class ScheduleSession {
  @Mutation(() => ScheduleSessionPayload, {
    description:
      'Plans a session. Refused with PLACE_NEEDED, PLACE_NOT_FITTING, ONE_SEAT_ONLY, IN_THE_FUTURE, NOT_FOUND, HUB_HAS_NO_OPERATIONS.',
  })
  scheduleSession(
    @Arg('input', () => ScheduleSessionInput, { description: 'The session.' }) input: ScheduleSessionInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'scheduleSession', input, async ({ em, happened, today }) => {
      const on = businessDay(input.on, today);
      const session = await planSession(em, context, input, input.scheduledOn);
      const { id, kind, scheduledOn } = session;
      await happened({ noun: 'Session', id, verb: 'scheduleSession', on, details: { kind, scheduledOn } });
      return { session };
    });
  }
}
