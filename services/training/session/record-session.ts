import { ArrayMaxSize, ArrayMinSize, Length, ValidateNested } from 'class-validator';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refusedFor } from '../../../packages/platform/references/foreign-id.ts';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { IDEMPOTENCY_KEY, ON, type VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { SessionPlanInput } from './plan-session.ts';
import { recordAll } from './record-all.ts';
import { Anonymous, type AttendanceInput, Lines, type Register } from './register.input.ts';
import { Session } from './session.entity.ts';

/** The longest list of sessions that is taken at once: a year of a paper register. */
const LONGEST_LIST = 200;

@InputType({ description: 'One session of many that are recorded at once.' })
export class RecordedSessionInput extends SessionPlanInput implements Register {
  @Field(() => GraphQLLocalDate, ON)
  on?: string | null;

  @Lines()
  attendances!: AttendanceInput[];

  @Anonymous()
  anonymousAttendance!: number;
}

@InputType({ description: 'A session that nobody planned, or that was only on paper.' })
export class RecordSessionInput extends RecordedSessionInput implements VerbInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  @Length(8, 200)
  idempotencyKey!: string;
}

@InputType({ description: 'Sessions that were only on paper.' })
export class RecordSessionsInput {
  @Field(() => [RecordedSessionInput], {
    description: 'From 1 to 200 sessions, each with its day and its register, all recorded or none.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(LONGEST_LIST)
  @ValidateNested()
  sessions!: RecordedSessionInput[];

  @Field(() => String, IDEMPOTENCY_KEY)
  @Length(8, 200)
  idempotencyKey!: string;
}

@ObjectType({ description: 'The session recorded, or why it was refused.' })
export class RecordSessionPayload {
  @Field(() => Session, { nullable: true, description: 'The session, HELD.' })
  session?: Session;

  @Field(() => [UserError], { description: 'Why nothing was recorded; empty when it was.' })
  userErrors!: UserError[];
}

@ObjectType({ description: 'The sessions recorded, or why all were refused.' })
export class RecordSessionsPayload {
  @Field(() => [Session], { nullable: true, description: 'The sessions in the order given, HELD; null when refused.' })
  sessions?: Session[];

  @Field(() => [UserError], {
    description: 'Why none was recorded, by line: `sessions.12.minutes`; empty when all were.',
  })
  userErrors!: UserError[];
}

const REFUSED = `Refused with PLACE_NEEDED, PLACE_NOT_FITTING, PLACE_CLOSED, ONE_SEAT_ONLY, PERSON_TWICE, NOT_BOOKED, ONLY_WHEN_SEEN, LONGER_THAN_SESSION, NOBODY_CAME, ONE_PERSON_ONLY, IN_THE_FUTURE, HUB_HAS_NO_OPERATIONS, ${refusedFor('person', 'organisation', 'programme')}.`;

@Resolver()
export class RecordSession {
  @Mutation(() => RecordSessionPayload, {
    description: `Plans and holds a session in one step, for walk-ins and paper registers. ${REFUSED}`,
  })
  recordSession(
    @Arg('input', () => RecordSessionInput, { description: 'The session and its register.' }) input: RecordSessionInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'recordSession', input, async (acting) => {
      const [session] = await recordAll(context, acting, [input]);
      return { session: session! };
    });
  }

  @Mutation(() => RecordSessionsPayload, { description: `The same for many sessions at once. ${REFUSED}` })
  recordSessions(
    @Arg('input', () => RecordSessionsInput, { description: 'The sessions.' }) input: RecordSessionsInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'recordSessions', input, async (acting) => ({
      sessions: await recordAll(context, acting, input.sessions, 'sessions'),
    }));
  }
}
