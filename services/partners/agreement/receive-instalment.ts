import { IsNumber, IsOptional, IsPositive, Length, Max } from 'class-validator';
import { Arg, Ctx, Field, Float, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { toCents } from '../../../packages/platform/schema/money.ts';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { Agreement } from './agreement.entity.ts';
import { whyNotReceivable } from './agreement.rules.ts';
import { book, lockedInstalment, seatOfCash } from './cash.ts';

@InputType({ description: 'What `receiveInstalment` is told.' })
class ReceiveInstalmentInput {
  @Field(() => ID, { description: 'Which instalment.' })
  instalmentId!: string;

  @Field(() => Float, { nullable: true, description: 'EUR, to the cent; what was planned by default.' })
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 2 })
  @IsPositive()
  @Max(20_000_000)
  amount?: number | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the money came; today by default.' })
  on?: string | null;

  @Field(() => String, { description: 'Chosen by the caller; makes a repetition harmless.' })
  @Length(8, 200)
  idempotencyKey!: string;
}

@ObjectType({ description: 'What came of `receiveInstalment`.' })
class ReceiveInstalmentPayload {
  @Field(() => Agreement, { nullable: true, description: 'The agreement, with all its instalments.' })
  agreement?: Agreement;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class ReceiveInstalment {
  @Mutation(() => ReceiveInstalmentPayload, {
    description:
      "Records an instalment's money. Refused with NOT_FOUND, WITHDRAWN, NOT_SIGNED, SETTLED, ALREADY_RECEIVED, BEFORE_SIGNATURE, BEYOND_THE_AGREEMENT, IN_THE_FUTURE, NO_SEAT, INVALID_INPUT.",
  })
  receiveInstalment(
    @Arg('input', () => ReceiveInstalmentInput, { description: 'What to do.' }) input: ReceiveInstalmentInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'receiveInstalment', input, async (acting) => {
      const { em, today, happened } = acting;
      const on = businessDay(input.on, today);
      const { agreement, instalments, instalment } = await lockedInstalment(em, input.instalmentId);
      const cents = input.amount == null ? instalment.amountCents : toCents(input.amount);
      refuse(whyNotReceivable(agreement, instalments, { id: instalment.id, cents, on }));
      book(acting, instalment, { cents, on, seat: seatOfCash(context.seat) });
      const details = { instalmentId: instalment.id, cents };
      await happened({ noun: 'Agreement', id: agreement.id, verb: 'receiveInstalment', on, details });
      return { agreement };
    });
  }
}
