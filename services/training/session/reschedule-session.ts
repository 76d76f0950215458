import { IsOptional, Matches, Max, Min } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Attendance } from '../attendance/attendance.entity.ts';
import { refuseClosed, TIME } from './plan-session.ts';
import { revise } from './revise-session.ts';
import { Session } from './session.entity.ts';
import { whyNotBeforeBookings, whyNotFewerSeats, whyNotSoManySeats, whyNotStillOpen } from './session.rules.ts';

@InputType({ description: 'Another day, hour, length or number of seats for a session to come.' })
export class RescheduleSessionInput extends VerbInput {
  @Field(() => ID, { description: 'The session.' })
  sessionId!: string;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The new day; as planned unless given.' })
  scheduledOn?: string | null;

  @Field(() => String, { nullable: true, description: 'The new time, in France: `14:00`; as planned unless given.' })
  @IsOptional()
  @Matches(TIME, { message: '$property must be a time of day, such as "14:00"' })
  startTime?: string | null;

  @Field(() => Int, { nullable: true, description: 'How long, in minutes, 5 to 720; as planned unless given.' })
  @IsOptional()
  @Min(5)
  @Max(720)
  minutes?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Seats, 1 to 500, no fewer than are booked; as planned unless given.',
  })
  @IsOptional()
  @Min(1)
  @Max(500)
  seats?: number | null;
}

@ObjectType({ description: 'The session, or why it was refused.' })
export class RescheduleSessionPayload {
  @Field(() => Session, { nullable: true, description: 'The session as it is planned now; its bookings stay.' })
  session?: Session;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class RescheduleSession {
  @Mutation(() => RescheduleSessionPayload, {
    description:
      'Plans a session otherwise; calendars that follow its place are told. Refused with SEATS_TAKEN, ONE_SEAT_ONLY, BEFORE_LAST_BOOKING, PLACE_CLOSED, ALREADY_HELD, SESSION_CANCELLED, IN_THE_FUTURE, NOT_FOUND.',
  })
  rescheduleSession(
    @Arg('input', () => RescheduleSessionInput, { description: 'The change.' }) input: RescheduleSessionInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'rescheduleSession', input, async ({ em, happened, now, today }) => {
      const on = businessDay(input.on, today);
      const session = await findLocked(em, Session, input.sessionId, 'sessionId');
      refuse(whyNotStillOpen(session));
      const { scheduledOn, startTime, minutes, seats } = planned(session, input);
      const bookings = await em.find(Attendance, { sessionId: session.id, status: 'BOOKED', doubleOf: null });
      refuse(
        whyNotSoManySeats(session.kind, seats) ??
          whyNotFewerSeats(seats, bookings.length) ??
          whyNotBeforeBookings(scheduledOn, bookings, 'scheduledOn'),
      );
      await refuseClosed(em, session, scheduledOn, 'scheduledOn');
      Object.assign(session, { scheduledOn, startTime, minutes, seats });
      revise(session, now);
      const details = { scheduledOn, startTime, minutes, seats };
      await happened({ noun: 'Session', id: session.id, verb: 'rescheduleSession', on, details });
      return { session };
    });
  }
}

const planned = (session: Session, { scheduledOn, startTime, minutes, seats }: RescheduleSessionInput) => ({
  scheduledOn: scheduledOn ?? session.scheduledOn,
  startTime: startTime ?? session.startTime ?? null,
  minutes: minutes ?? session.minutes,
  seats: seats ?? session.seats,
});
