import { IsOptional, Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { ForeignId, refusedFor } from '../../../packages/platform/references/foreign-id.ts';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { OfSeveralLines } from '../../../packages/platform/verb/several-lines.ts';
import { releaseLater } from './crossing/release.ts';
import { LoanRefusalReason } from './loan.entity.ts';
import { UNDECIDED, whyNotDirected, whyNotStep } from './loan.rules.ts';
import { LoanPayload, LoanStepInput, takeStep } from './loan-verb.ts';

@InputType({ description: 'A loan that is not granted.' })
export class RefuseLoanInput extends LoanStepInput {
  @Field(() => LoanRefusalReason, { description: 'Why.' })
  reason!: LoanRefusalReason;

  @Field(() => String, {
    nullable: true,
    description: 'Where the borrower was directed, 2 to 200 characters; or the organisation, or both.',
  })
  @IsOptional()
  @Length(2, 200)
  @OfSeveralLines()
  referral?: string | null;

  @Field(() => ID, { nullable: true, description: 'The organisation to which the borrower was directed.' })
  @IsOptional()
  @ForeignId('organisation')
  referralOrganisationId?: string | null;
}

@ObjectType({ description: 'The refused loan, or why it could not be refused.' })
export class RefuseLoanPayload extends LoanPayload {}

@Resolver()
export class RefuseLoan {
  @Mutation(() => RefuseLoanPayload, {
    description: `Does not grant a loan, and says where the borrower was directed instead; a computer that the inventory keeps for it is free again soon after. Refused with NOT_REQUESTED, REFERRAL_MISSING, BEFORE_LAST_STEP, IN_THE_FUTURE, INVALID_INPUT, ${refusedFor('organisation')}.`,
  })
  refuseLoan(
    @Arg('input', () => RefuseLoanInput, { description: 'The loan, and when.' }) input: RefuseLoanInput,
    @Ctx() context: ServiceContext,
  ) {
    return takeStep(context, 'refuseLoan', input, async ({ em, loan, on }) => {
      const { reason, referral = null, referralOrganisationId = null } = input;
      refuse(whyNotStep(UNDECIDED, loan, on) ?? whyNotDirected(referral, referralOrganisationId));
      Object.assign(loan, {
        state: 'REFUSED',
        refusalReason: reason,
        refusalReferral: referral,
        refusalOrganisationId: referralOrganisationId,
      });
      await releaseLater(em, loan.id, on);
      return { reason };
    });
  }
}
