import { Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { OfSeveralLines } from '../../../packages/platform/verb/several-lines.ts';
import { Agreement } from './agreement.entity.ts';
import { whyNotTerminable } from './agreement.rules.ts';

@InputType({ description: 'What `terminateAgreement` is told.' })
class TerminateAgreementInput {
  @Field(() => ID, { description: 'Which agreement.' })
  agreementId!: string;

  @Field(() => String, { description: 'Why, in 3 to 200 signs; never about a person.' })
  @Length(3, 200)
  @OfSeveralLines()
  reason!: string;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Its last day; today by default.' })
  on?: string | null;
}

@ObjectType({ description: 'What came of `terminateAgreement`.' })
class TerminateAgreementPayload {
  @Field(() => Agreement, { nullable: true, description: 'As it now stands; null when it was refused.' })
  agreement?: Agreement;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class TerminateAgreement {
  @Mutation(() => TerminateAgreementPayload, {
    description:
      'Ends an agreement before its time, or gives up a proposal. Refused with NOT_FOUND, TERMINATED, REPORTED, BEFORE_SIGNATURE, BEFORE_PROPOSAL, AFTER_ITS_END, IN_THE_FUTURE, INVALID_INPUT.',
  })
  terminateAgreement(
    @Arg('input', () => TerminateAgreementInput, { description: 'What to do.' }) input: TerminateAgreementInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'terminateAgreement', input, async ({ em, today, happened }) => {
      const on = businessDay(input.on, today);
      const agreement = await findLocked(em, Agreement, input.agreementId, 'agreementId');
      const refusal = whyNotTerminable(agreement, on);
      if (refusal) throw refusal;
      agreement.terminatedOn = on;
      agreement.terminationReason = input.reason;
      await happened({ noun: 'Agreement', id: agreement.id, verb: 'terminateAgreement', on });
      return { agreement };
    });
  }
}
