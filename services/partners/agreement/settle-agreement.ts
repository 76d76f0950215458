import { IsNumber, Length, Max, Min } from 'class-validator';
import { Arg, Ctx, Field, Float, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { toCents } from '../../../packages/platform/schema/money.ts';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { IDEMPOTENCY_KEY, ON } from '../../../packages/platform/verb/verb-input.ts';
import { Agreement } from './agreement.entity.ts';
import { receivedOf } from './agreement.rules.ts';
import { whyNotSettled } from './amendment.rules.ts';
import { Instalment } from './instalment.entity.ts';
import { CENTS, MOST_EUROS } from './planned-instalment.input.ts';

@InputType({ description: 'What `settleAgreement` is told.' })
class SettleAgreementInput {
  @Field(() => ID, { description: 'Which agreement.' })
  agreementId!: string;

  @Field(() => Float, { defaultValue: 0, description: 'EUR that never came and are given up: all that is missing.' })
  @IsNumber(CENTS)
  @Min(0)
  @Max(MOST_EUROS)
  waived!: number;

  @Field(() => Float, { defaultValue: 0, description: 'EUR that came and were paid back to the organisation.' })
  @IsNumber(CENTS)
  @Min(0)
  @Max(MOST_EUROS)
  paidBack!: number;

  @Field(() => GraphQLLocalDate, ON)
  on?: string | null;

  @Field(() => String, IDEMPOTENCY_KEY)
  @Length(8, 200)
  idempotencyKey!: string;
}

@ObjectType({ description: 'What came of `settleAgreement`.' })
class SettleAgreementPayload {
  @Field(() => Agreement, { nullable: true, description: 'As it now stands; null when it was refused.' })
  agreement?: Agreement;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class SettleAgreement {
  @Mutation(() => SettleAgreementPayload, {
    description:
      'Closes the accounts of an agreement that was reported on. Refused with NOT_FOUND, SETTLED, NOT_REPORTED, BEFORE_REPORT, BALANCE_OPEN, BEYOND_WHAT_CAME, IN_THE_FUTURE, INVALID_INPUT.',
  })
  settleAgreement(
    @Arg('input', () => SettleAgreementInput, { description: 'What to do.' }) input: SettleAgreementInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'settleAgreement', input, async ({ em, today, happened }) => {
      const on = businessDay(input.on, today);
      const agreement = await findLocked(em, Agreement, input.agreementId, 'agreementId');
      const received = receivedOf(await em.find(Instalment, { agreementId: agreement.id }));
      const balance = { waivedCents: toCents(input.waived), paidBackCents: toCents(input.paidBack) };
      refuse(whyNotSettled(agreement, received, balance, on));
      Object.assign(agreement, { settledOn: on, ...balance });
      await happened({ noun: 'Agreement', id: agreement.id, verb: 'settleAgreement', on, details: { ...balance } });
      return { agreement };
    });
  }
}
