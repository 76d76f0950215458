import { IsOptional, Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../kit/refusal.ts';
import { GraphQLLocalDate } from '../../kit/scalars.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { act } from '../../kit/verb/act.ts';
import { businessDay } from '../../kit/verb/business-day.ts';
import { findLocked } from '../../kit/verb/find.ts';
import { IDEMPOTENCY_KEY, ON } from '../../kit/verb/verb-input.ts';
import { refuseExpired } from '../eligibility/holds.ts';
import { Loan } from './loan.entity.ts';
import { UNDECIDED, whyNotStep } from './loan.rules.ts';
import { firstInLine } from './waiting-list/first-in-line.ts';
import { whyNotItsTurn } from './waiting-list/waiting-list.rules.ts';

@InputType({ description: 'A loan to grant.' })
export class ApproveLoanInput {
  @Field(() => ID, { description: 'The loan.' })
  loanId!: string;

  @Field(() => GraphQLLocalDate, ON)
  on?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is granted although others on the waiting list come first, 2 to 500 characters; it is kept.',
  })
  @IsOptional()
  @Length(2, 500)
  outOfTurnReason?: string | null;

  @Field(() => String, { nullable: true, ...IDEMPOTENCY_KEY })
  @IsOptional()
  @Length(8, 200)
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'The granted loan, or why it was not granted.' })
export class ApproveLoanPayload {
  @Field(() => Loan, { nullable: true, description: 'The loan as it is now.' })
  loan?: Loan;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class ApproveLoan {
  @Mutation(() => ApproveLoanPayload, {
    description:
      'Grants a loan, whether it was reviewed and waited or not. Refused with NOT_FOUND, NOT_REQUESTED, NOT_FIRST_IN_LINE, BEFORE_LAST_STEP, ELIGIBILITY_EXPIRED, IN_THE_FUTURE, INVALID_INPUT.',
  })
  approveLoan(
    @Arg('input', () => ApproveLoanInput, { description: 'The loan, and when.' }) input: ApproveLoanInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'approveLoan', input, async ({ em, happened, today }) => {
      const on = businessDay(input.on, today);
      const loan = await findLocked(em, Loan, input.loanId, 'loanId');
      refuse(whyNotStep(UNDECIDED, loan, on));
      await refuseExpired(em, loan.householdId, on);
      const first = await firstInLine(em, on);
      const reason = input.outOfTurnReason ?? null;
      refuse(whyNotItsTurn(loan.id, first, reason));
      const isOutOfTurn = first !== null && first !== loan.id;
      const outOfTurnReason = isOutOfTurn ? reason : null;
      Object.assign(loan, { state: 'APPROVED', approvedOn: on, lastStepOn: on, outOfTurnReason });
      await happened({
        noun: 'Loan',
        id: loan.id,
        verb: 'approveLoan',
        on,
        ...(isOutOfTurn && { details: { isOutOfTurn } }),
      });
      return { loan };
    });
  }
}
