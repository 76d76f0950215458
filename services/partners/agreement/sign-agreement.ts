import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { Agreement } from './agreement.entity.ts';
import { whyNotSignable } from './agreement.rules.ts';

@InputType({ description: 'What `signAgreement` is told.' })
class SignAgreementInput {
  @Field(() => ID, { description: 'Which agreement.' })
  agreementId!: string;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day both sides had signed; today by default.' })
  on?: string | null;
}

@ObjectType({ description: 'What came of `signAgreement`.' })
class SignAgreementPayload {
  @Field(() => Agreement, { nullable: true, description: 'As it now stands; null when it was refused.' })
  agreement?: Agreement;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class SignAgreement {
  @Mutation(() => SignAgreementPayload, {
    description:
      'Records that both sides signed. Refused with NOT_FOUND, ALREADY_SIGNED, TERMINATED, BEFORE_PROPOSAL, AFTER_ITS_END, IN_THE_FUTURE.',
  })
  signAgreement(
    @Arg('input', () => SignAgreementInput, { description: 'What to do.' }) input: SignAgreementInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'signAgreement', input, async ({ em, today, happened }) => {
      const on = businessDay(input.on, today);
      const agreement = await findLocked(em, Agreement, input.agreementId, 'agreementId');
      const refusal = whyNotSignable(agreement, on);
      if (refusal) throw refusal;
      agreement.signedOn = on;
      await happened({ noun: 'Agreement', id: agreement.id, verb: 'signAgreement', on });
      return { agreement };
    });
  }
}
