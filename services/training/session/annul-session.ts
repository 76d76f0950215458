import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Attendance } from '../attendance/attendance.entity.ts';
import { recountVisas } from './recount-visas.ts';
import { revise } from './revise-session.ts';
import { Session } from './session.entity.ts';
import { whyNotCorrected } from './session.rules.ts';
import { strikeOut } from './strike-out.ts';

@InputType({ description: 'A session recorded as held that never was, or that is recorded twice.' })
export class AnnulSessionInput extends VerbInput {
  @Field(() => ID, { description: 'The session.' })
  sessionId!: string;
}

@ObjectType({ description: 'The session annulled, or why it was refused.' })
export class AnnulSessionPayload {
  @Field(() => Session, { nullable: true, description: 'The session, CANCELLED; its register is struck out.' })
  session?: Session;

  @Field(() => [UserError], { description: 'Why it was not annulled; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class AnnulSession {
  @Mutation(() => AnnulSessionPayload, {
    description:
      'Takes a held session out of the registers; figures follow. Refused with NOT_HELD, SESSION_CANCELLED, BEFORE_HELD, HOURS_OF_A_VISA, IN_THE_FUTURE, NOT_FOUND.',
  })
  annulSession(
    @Arg('input', () => AnnulSessionInput, { description: 'The session.' }) input: AnnulSessionInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'annulSession', input, async ({ em, happened, now, today }) => {
      const { sessionId } = input;
      const on = businessDay(input.on, today);
      const session = await findLocked(em, Session, sessionId, 'sessionId');
      refuse(whyNotCorrected(session, on));
      revise(session, now);
      Object.assign(session, { state: 'CANCELLED', heldOn: null, cancellationReason: 'RECORDED_IN_ERROR' });
      session.anonymousAttendance = 0;
      const struck = strikeOut(await em.find(Attendance, { sessionId }));
      await em.flush();
      await recountVisas(em, sessionId);
      await happened(
        { noun: 'Session', id: sessionId, verb: 'annulSession', on },
        ...struck.map((id) => ({ noun: 'Attendance', id, verb: 'annulSession', on })),
      );
      return { session };
    });
  }
}
