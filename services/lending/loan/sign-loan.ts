import { IsOptional, Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../kit/refusal.ts';
import { GraphQLLocalDate } from '../../kit/scalars.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { act } from '../../kit/verb/act.ts';
import { businessDay } from '../../kit/verb/business-day.ts';
import { findLocked } from '../../kit/verb/find.ts';
import { IDEMPOTENCY_KEY, ON } from '../../kit/verb/verb-input.ts';
import { keepSigned } from '../paper/signed.ts';
import { Loan } from './loan.entity.ts';
import { whyNotStep } from './loan.rules.ts';

@InputType({ description: 'A contract that was signed.' })
export class SignLoanInput {
  @Field(() => ID, { description: 'The loan.' })
  loanId!: string;

  @Field(() => GraphQLLocalDate, ON)
  on?: string | null;

  @Field(() => String, { nullable: true, ...IDEMPOTENCY_KEY })
  @IsOptional()
  @Length(8, 200)
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'The signed loan, or why it is not signed.' })
export class SignLoanPayload {
  @Field(() => Loan, { nullable: true, description: 'The loan as it is now.' })
  loan?: Loan;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class SignLoan {
  @Mutation(() => SignLoanPayload, {
    description:
      'Records that the contract of a loan is signed, and keeps the digest of `agreement` as it reads now. Refused with NOT_FOUND, NOT_APPROVED, BEFORE_LAST_STEP, IN_THE_FUTURE, INVALID_INPUT.',
  })
  signLoan(
    @Arg('input', () => SignLoanInput, { description: 'The loan, and when.' }) input: SignLoanInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'signLoan', input, async ({ em, happened, today }) => {
      const on = businessDay(input.on, today);
      const loan = await findLocked(em, Loan, input.loanId, 'loanId');
      refuse(whyNotStep('APPROVED', loan, on));
      Object.assign(loan, { state: 'SIGNED', signedOn: on, lastStepOn: on });
      await keepSigned(em, context, loan);
      await happened({ noun: 'Loan', id: loan.id, verb: 'signLoan', on });
      return { loan };
    });
  }
}
