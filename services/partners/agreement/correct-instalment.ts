import { IsNumber, Length, Max, Min } from 'class-validator';
import { Arg, Ctx, Field, Float, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { toCents } from '../../../packages/platform/schema/money.ts';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { IDEMPOTENCY_KEY } from '../../../packages/platform/verb/verb-input.ts';
import { OfSeveralLines } from '../../../packages/platform/verb/several-lines.ts';
import { Agreement } from './agreement.entity.ts';
import { whyNotCorrectable } from './amendment.rules.ts';
import { book, lockedInstalment, reverse } from './cash.ts';
import { CENTS, MOST_EUROS } from './planned-instalment.input.ts';

@InputType({ description: 'What `correctInstalment` is told.' })
class CorrectInstalmentInput {
  @Field(() => ID, { description: 'Which instalment, recorded as received.' })
  instalmentId!: string;

  @Field(() => Float, { description: 'What really came: EUR, to the cent; 0 when nothing did.' })
  @IsNumber(CENTS)
  @Min(0)
  @Max(MOST_EUROS)
  amount!: number;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day it really came; as recorded by default.' })
  on?: string | null;

  @Field(() => String, { description: 'What was wrong, in 3 to 200 signs; never about a person.' })
  @Length(3, 200)
  @OfSeveralLines()
  reason!: string;

  @Field(() => String, IDEMPOTENCY_KEY)
  @Length(8, 200)
  idempotencyKey!: string;
}

@ObjectType({ description: 'What came of `correctInstalment`.' })
class CorrectInstalmentPayload {
  @Field(() => Agreement, { nullable: true, description: 'The agreement, with all its instalments.' })
  agreement?: Agreement;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class CorrectInstalment {
  @Mutation(() => CorrectInstalmentPayload, {
    description:
      'Undoes the entry of money recorded wrongly, and books what really came; both stay in the ledger. Refused with NOT_FOUND, WITHDRAWN, SETTLED, NOT_RECEIVED, NOTHING_CHANGES, BEFORE_SIGNATURE, BEYOND_THE_AGREEMENT, IN_THE_FUTURE, INVALID_INPUT.',
  })
  correctInstalment(
    @Arg('input', () => CorrectInstalmentInput, { description: 'What to do.' }) input: CorrectInstalmentInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'correctInstalment', input, async (acting) => {
      const { em, today, happened } = acting;
      const { agreement, instalments, instalment } = await lockedInstalment(em, input.instalmentId);
      const cents = toCents(input.amount);
      const on = businessDay(input.on ?? instalment.receivedOn, today);
      refuse(whyNotCorrectable(agreement, instalments, instalment, { cents, on }));
      const { receivedCents: before, commune } = instalment;
      await reverse(acting, instalment, input.reason);
      if (cents > 0) book(acting, instalment, { cents, on, seat: commune! });
      const details = { instalmentId: instalment.id, before, cents, reason: input.reason };
      await happened({ noun: 'Agreement', id: agreement.id, verb: 'correctInstalment', on, details });
      return { agreement };
    });
  }
}
