import { Arg, Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { releaseLater } from './crossing/release.ts';
import { LoanPayload, LoanStepInput, takeStep } from './loan-verb.ts';
import { NOT_STARTED, whyNotStep } from './loan.rules.ts';

@InputType({ description: 'A request that the borrower gives up.' })
export class WithdrawLoanInput extends LoanStepInput {}

@ObjectType({ description: 'The withdrawn loan, or why it could not be withdrawn.' })
export class WithdrawLoanPayload extends LoanPayload {}

@Resolver()
export class WithdrawLoan {
  @Mutation(() => WithdrawLoanPayload, {
    description:
      'The borrower gives a loan up before a computer was handed over; one that the inventory keeps for it is free again soon after. Refused with NOT_FOUND, NOT_WITHDRAWABLE, CROSSING_PENDING, BEFORE_LAST_STEP, IN_THE_FUTURE, INVALID_INPUT.',
  })
  withdrawLoan(
    @Arg('input', () => WithdrawLoanInput, { description: 'The loan, and when.' }) input: WithdrawLoanInput,
    @Ctx() context: ServiceContext,
  ) {
    return takeStep(context, 'withdrawLoan', input, async ({ em, loan, on }) => {
      refuse(whyNotStep(NOT_STARTED, loan, on, 'NOT_WITHDRAWABLE'));
      Object.assign(loan, { state: 'WITHDRAWN', withdrawnOn: on });
      await releaseLater(em, loan.id, on);
    });
  }
}
