import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { notFound, refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { Session } from '../session/session.entity.ts';
import { whyNotStillOpen } from '../session/session.rules.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Attendance } from './attendance.entity.ts';
import { whyNotExcusable } from './attendance.rules.ts';

@InputType({ description: 'A seat given back.' })
export class CancelBookingInput extends VerbInput {
  @Field(() => ID, { description: 'The booking.' })
  attendanceId!: string;
}

@ObjectType({ description: 'The booking given back, or why it was refused.' })
export class CancelBookingPayload {
  @Field(() => Attendance, { nullable: true, description: 'The booking, EXCUSED.' })
  attendance?: Attendance;

  @Field(() => [UserError], { description: 'Why the seat was not given back; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class CancelBooking {
  @Mutation(() => CancelBookingPayload, {
    description:
      'Gives a seat back: the person is EXCUSED. Refused with NOT_BOOKED, BEFORE_BOOKING, ALREADY_HELD, SESSION_CANCELLED, IN_THE_FUTURE, NOT_FOUND.',
  })
  cancelBooking(
    @Arg('input', () => CancelBookingInput, { description: 'The booking.' }) input: CancelBookingInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'cancelBooking', input, async ({ em, happened, today }) => {
      const on = businessDay(input.on, today);
      const attendance = await em.findOne(Attendance, { id: input.attendanceId });
      if (!attendance) throw notFound('attendanceId', input.attendanceId);
      // Every verb on a register locks its session first, so none waits for another crosswise.
      const session = await findLocked(em, Session, attendance.sessionId, 'attendanceId');
      await em.refresh(attendance);
      refuse(whyNotStillOpen(session) ?? whyNotExcusable(attendance, on));
      attendance.status = 'EXCUSED';
      await happened({ noun: 'Attendance', id: attendance.id, verb: 'cancelBooking', on });
      return { attendance };
    });
  }
}
