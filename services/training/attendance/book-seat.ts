import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { ForeignId, refusedFor } from '../../../packages/platform/references/foreign-id.ts';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { keptPerson } from '../kept-person.ts';
import { Session } from '../session/session.entity.ts';
import { whyNotStillOpen } from '../session/session.rules.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Attendance } from './attendance.entity.ts';
import { whyNotBookable } from './attendance.rules.ts';

@InputType({ description: 'A seat for a person in a session.' })
export class BookSeatInput extends VerbInput {
  @Field(() => ID, { description: 'The session.' })
  sessionId!: string;

  @Field(() => ID, { description: 'Who the seat is for.' })
  @ForeignId('person')
  personId!: string;
}

@ObjectType({ description: 'The booking, or why it was refused.' })
export class BookSeatPayload {
  @Field(() => Attendance, { nullable: true, description: 'The booking.' })
  attendance?: Attendance;

  @Field(() => [UserError], { description: 'Why no seat was booked; empty when one was.' })
  userErrors!: UserError[];
}

@Resolver()
export class BookSeat {
  @Mutation(() => BookSeatPayload, {
    description: `Books a seat; one given back may be booked again. Refused with ALREADY_BOOKED, SESSION_FULL, SESSION_DAY_PASSED, ALREADY_HELD, SESSION_CANCELLED, IN_THE_FUTURE, ${refusedFor('person')}.`,
  })
  bookSeat(
    @Arg('input', () => BookSeatInput, { description: 'The seat.' }) input: BookSeatInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'bookSeat', input, async ({ em, newId, happened, today }) => {
      const { sessionId } = input;
      const on = businessDay(input.on, today);
      const personId = await keptPerson(em, input.personId);
      const session = await findLocked(em, Session, sessionId, 'sessionId');
      const bookings = await em.find(Attendance, { sessionId, doubleOf: null });
      refuse(whyNotStillOpen(session) ?? whyNotBookable(session, bookings, personId, on));
      const attendance =
        bookings.find((booking) => booking.personId === personId) ??
        em.create(Attendance, { id: newId('attendance'), sessionId, personId, status: 'BOOKED', minutes: 0 });
      attendance.status = 'BOOKED';
      attendance.bookedOn = on;
      await happened({ noun: 'Attendance', id: attendance.id, verb: 'bookSeat', on });
      return { attendance };
    });
  }
}
