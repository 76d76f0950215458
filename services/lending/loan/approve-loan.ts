import { IsOptional, Length } from 'class-validator';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../kit/refusal.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { refuseExpired } from '../eligibility/holds.ts';
import { UNDECIDED, whyNotStep } from './loan.rules.ts';
import { firstInLine } from './waiting-list/first-in-line.ts';
import { whyNotItsTurn } from './waiting-list/waiting-list.rules.ts';
import { LoanPayload, LoanStepInput, takeStep } from './loan-verb.ts';

@InputType({ description: 'A loan to grant.' })
export class ApproveLoanInput extends LoanStepInput {
  @Field(() => String, {
    nullable: true,
    description: 'Why it is granted although others on the waiting list come first, 2 to 500 characters; it is kept.',
  })
  @IsOptional()
  @Length(2, 500)
  outOfTurnReason?: string | null;
}

@ObjectType({ description: 'The granted loan, or why it was not granted.' })
export class ApproveLoanPayload extends LoanPayload {}

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
    return takeStep(context, 'approveLoan', input, async ({ em, loan, on }) => {
      refuse(whyNotStep(UNDECIDED, loan, on));
      await refuseExpired(em, loan.householdId, on);
      const first = await firstInLine(em, on);
      const reason = input.outOfTurnReason ?? null;
      refuse(whyNotItsTurn(loan.id, first, reason));
      const isOutOfTurn = first !== null && first !== loan.id;
      Object.assign(loan, { state: 'APPROVED', approvedOn: on, outOfTurnReason: isOutOfTurn ? reason : null });
      return isOutOfTurn ? { isOutOfTurn } : undefined;
    });
  }
}
