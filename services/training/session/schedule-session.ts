import { Length } from 'class-validator';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refusedFor } from '../../../packages/platform/references/foreign-id.ts';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { IDEMPOTENCY_KEY, ON, type VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { placesOf, planSession, SessionPlanInput } from './plan-session.ts';
import { Session } from './session.entity.ts';

@InputType({ description: 'A session to come.' })
export class ScheduleSessionInput extends SessionPlanInput implements VerbInput {
  @Field(() => GraphQLLocalDate, ON)
  on?: string | null;

  @Field(() => String, IDEMPOTENCY_KEY)
  @Length(8, 200)
  idempotencyKey!: string;

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
    description: `Plans a session. Refused with PLACE_NEEDED, PLACE_NOT_FITTING, PLACE_CLOSED, ONE_SEAT_ONLY, IN_THE_FUTURE, HUB_HAS_NO_OPERATIONS, ${refusedFor('organisation', 'programme')}.`,
  })
  scheduleSession(
    @Arg('input', () => ScheduleSessionInput, { description: 'The session.' }) input: ScheduleSessionInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(
      context,
      'scheduleSession',
      input,
      async ({ em, happened, today }) => {
        const on = businessDay(input.on, today);
        const session = planSession(em, context, input, input.scheduledOn, await placesOf(em, [input]));
        const { id, kind, scheduledOn } = session;
        await happened({ noun: 'Session', id, verb: 'scheduleSession', on, details: { kind, scheduledOn } });
        return { session };
      },
      () => ({ on: input.scheduledOn }),
    );
  }
}
