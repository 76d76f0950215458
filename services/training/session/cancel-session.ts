import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { revise } from './revise-session.ts';
import { Session } from './session.entity.ts';
import { CancellationReason } from './session.enums.ts';
import { whyNotStillOpen } from './session.rules.ts';

@InputType({ description: 'A session that does not take place.' })
export class CancelSessionInput extends VerbInput {
  @Field(() => ID, { description: 'The session.' })
  sessionId!: string;

  @Field(() => CancellationReason, { description: 'Why.' })
  reason!: CancellationReason;
}

@ObjectType({ description: 'The session cancelled, or why it was refused.' })
export class CancelSessionPayload {
  @Field(() => Session, { nullable: true, description: 'The session, CANCELLED; its bookings stay as they were.' })
  session?: Session;

  @Field(() => [UserError], { description: 'Why it was not cancelled; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class CancelSession {
  @Mutation(() => CancelSessionPayload, {
    description: 'Cancels a scheduled session. Refused with ALREADY_HELD, SESSION_CANCELLED, IN_THE_FUTURE, NOT_FOUND.',
  })
  cancelSession(
    @Arg('input', () => CancelSessionInput, { description: 'The session.' }) input: CancelSessionInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'cancelSession', input, async ({ em, happened, now, today }) => {
      const { sessionId, reason } = input;
      const on = businessDay(input.on, today);
      const session = await findLocked(em, Session, sessionId, 'sessionId');
      refuse(whyNotStillOpen(session));
      revise(session, now);
      session.state = 'CANCELLED';
      session.cancellationReason = reason;
      await happened({ noun: 'Session', id: sessionId, verb: 'cancelSession', on, details: { reason } });
      return { session };
    });
  }
}
