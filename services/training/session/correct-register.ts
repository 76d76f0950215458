import { IsOptional, Max, Min } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refusedFor } from '../../../packages/platform/references/foreign-id.ts';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Attendance } from '../attendance/attendance.entity.ts';
import { isForgotten } from '../kept-person.ts';
import { recountVisas } from './recount-visas.ts';
import { keepRegisters, settle } from './keep-registers.ts';
import { refuseClosed } from './plan-session.ts';
import { peopleOnRecord, registerOfKept } from './register-of-kept.ts';
import { Anonymous, type AttendanceInput, Lines, type Register } from './register.input.ts';
import { revise } from './revise-session.ts';
import { Session } from './session.entity.ts';
import { CorrectionReason } from './session.enums.ts';
import { whyNotBeforeBookings, whyNotCorrected } from './session.rules.ts';
import { asBookings, strikeOut } from './strike-out.ts';

@InputType({ description: 'The register of a held session, written anew.' })
export class CorrectRegisterInput extends VerbInput implements Register {
  @Field(() => ID, { description: 'The session.' })
  sessionId!: string;

  @Field(() => CorrectionReason, { description: 'What was wrong.' })
  reason!: CorrectionReason;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day it was held; as noted unless given.' })
  heldOn?: string | null;

  @Field(() => Int, { nullable: true, description: 'How long it lasted, in minutes, 5 to 720; as noted unless given.' })
  @IsOptional()
  @Min(5)
  @Max(720)
  minutes?: number | null;

  @Field(() => Int, { nullable: true, description: 'Staff there, 1 to 50; as noted unless given.' })
  @IsOptional()
  @Min(1)
  @Max(50)
  staffCount?: number | null;

  @Lines()
  attendances!: AttendanceInput[];

  @Anonymous()
  anonymousAttendance!: number;
}

@ObjectType({ description: 'The session corrected, or why it was refused.' })
export class CorrectRegisterPayload {
  @Field(() => Session, { nullable: true, description: 'The session, its register as given; figures follow.' })
  session?: Session;

  @Field(() => [UserError], { description: 'Why nothing was corrected; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class CorrectRegister {
  @Mutation(() => CorrectRegisterPayload, {
    description: `Writes the whole register of a held session anew; whoever had no seat and is left out is struck out. Refused with NOT_HELD, SESSION_CANCELLED, BEFORE_HELD, HOURS_OF_A_VISA, BEFORE_LAST_BOOKING, PLACE_CLOSED, PERSON_TWICE, NOT_BOOKED, ONLY_WHEN_SEEN, LONGER_THAN_SESSION, BOOKING_WITHOUT_OUTCOME, NOBODY_CAME, ONE_PERSON_ONLY, IN_THE_FUTURE, ${refusedFor('person')}.`,
  })
  correctRegister(
    @Arg('input', () => CorrectRegisterInput, { description: 'The register.' }) input: CorrectRegisterInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(
      context,
      'correctRegister',
      input,
      async (acting) => {
        const { em, now, today } = acting;
        const { sessionId, reason } = input;
        const on = businessDay(input.on, today);
        const given = await registerOfKept(em, input);
        const session = await findLocked(em, Session, sessionId, 'sessionId');
        refuse(whyNotCorrected(session, on));
        const heldOn = businessDay(input.heldOn ?? session.heldOn, on, 'heldOn');
        await refuseClosed(em, session, heldOn, 'heldOn');
        session.minutes = input.minutes ?? session.minutes;
        session.staffCount = input.staffCount ?? session.staffCount;
        revise(session, now);
        const noted = await em.find(Attendance, { sessionId, doubleOf: null });
        // Nobody can name who was forgotten, so their lines stay as they are.
        const lines = noted.filter(({ personId }) => !isForgotten(personId));
        const bookings = asBookings(lines);
        refuse(whyNotBeforeBookings(heldOn, bookings, 'heldOn'));
        const register = settle(session, given, heldOn, bookings, lines);
        const struck = strikeOut(lines.filter((line) => !line.bookedOn && !isNamed(given, line)));
        await keepRegisters(acting, 'correctRegister', [{ ...register, on }], { reason, heldOn });
        await acting.happened(...struck.map((id) => ({ noun: 'Attendance', id, verb: 'correctRegister', on })));
        await em.flush();
        await recountVisas(em, sessionId);
        return { session };
      },
      async () => ({ onRecord: await peopleOnRecord(context, input.sessionId) }),
    );
  }
}

const isNamed = ({ attendances }: Register, { personId }: Attendance): boolean =>
  attendances.some((line) => line.personId === personId);
