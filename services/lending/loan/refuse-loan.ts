import { IsOptional, Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../kit/refusal.ts';
import { GraphQLLocalDate } from '../../kit/scalars.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { act } from '../../kit/verb/act.ts';
import { businessDay } from '../../kit/verb/business-day.ts';
import { findLocked } from '../../kit/verb/find.ts';
import { IsOrganisationId } from '../../kit/verb/foreign-id.ts';
import { IDEMPOTENCY_KEY, ON } from '../../kit/verb/verb-input.ts';
import { releaseLater } from './crossing/release.ts';
import { Loan, LoanRefusalReason } from './loan.entity.ts';
import { UNDECIDED, whyNotDirected, whyNotStep } from './loan.rules.ts';

@InputType({ description: 'A loan that is not granted.' })
export class RefuseLoanInput {
  @Field(() => ID, { description: 'The loan.' })
  loanId!: string;

  @Field(() => LoanRefusalReason, { description: 'Why.' })
  reason!: LoanRefusalReason;

  @Field(() => String, {
    nullable: true,
    description: 'Where the borrower was directed, 2 to 200 characters; or the organisation, or both.',
  })
  @IsOptional()
  @Length(2, 200)
  referral?: string | null;

  @Field(() => ID, { nullable: true, description: 'The organisation to which the borrower was directed.' })
  @IsOptional()
  @IsOrganisationId()
  referralOrganisationId?: string | null;

  @Field(() => GraphQLLocalDate, ON)
  on?: string | null;

  @Field(() => String, { nullable: true, ...IDEMPOTENCY_KEY })
  @IsOptional()
  @Length(8, 200)
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'The refused loan, or why it could not be refused.' })
export class RefuseLoanPayload {
  @Field(() => Loan, { nullable: true, description: 'The loan as it is now.' })
  loan?: Loan;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class RefuseLoan {
  @Mutation(() => RefuseLoanPayload, {
    description:
      'Does not grant a loan, and says where the borrower was directed instead; a computer that the inventory keeps for it is free again soon after. Refused with NOT_FOUND, NOT_REQUESTED, REFERRAL_MISSING, BEFORE_LAST_STEP, IN_THE_FUTURE, INVALID_INPUT.',
  })
  refuseLoan(
    @Arg('input', () => RefuseLoanInput, { description: 'The loan, and when.' }) input: RefuseLoanInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'refuseLoan', input, async ({ em, happened, today }) => {
      const on = businessDay(input.on, today);
      const loan = await findLocked(em, Loan, input.loanId, 'loanId');
      const { referral = null, referralOrganisationId = null } = input;
      refuse(whyNotStep(UNDECIDED, loan, on) ?? whyNotDirected(referral, referralOrganisationId));
      Object.assign(loan, {
        state: 'REFUSED',
        refusalReason: input.reason,
        refusalReferral: referral,
        refusalOrganisationId: referralOrganisationId,
        lastStepOn: on,
      });
      await releaseLater(em, loan.id, on);
      await happened({ noun: 'Loan', id: loan.id, verb: 'refuseLoan', on, details: { reason: input.reason } });
      return { loan };
    });
  }
}
