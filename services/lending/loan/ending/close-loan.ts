import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../../packages/platform/context/service-context.ts';
import { act } from '../../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../../packages/platform/verb/find.ts';
import { LoanPayload, LoanStepInput } from '../loan-verb.ts';
import { Loan } from '../loan.entity.ts';
import { whyNotOn } from '../loan.rules.ts';
import { whyNotClosable } from './closing.rules.ts';
import { detach, loansOf } from './detach.ts';

@InputType({ description: 'A loan that is over and whose household is to be forgotten.' })
export class CloseLoanInput extends LoanStepInput {}

@ObjectType({ description: 'The closed loan, or why it was not closed.' })
export class CloseLoanPayload extends LoanPayload {
  @Field(() => [Loan], {
    nullable: true,
    description: 'Every loan that was closed: this one, and all others of the same household.',
  })
  loans?: Loan[];
}

@Resolver()
export class CloseLoan {
  @Mutation(() => CloseLoanPayload, {
    description:
      'Parts a loan that is over from its household, together with all others of that household; commune, days and organisation stay, and no figure moves. It happens by itself two years after the last step. Refused with NOT_FOUND, NOT_OVER, STILL_BORROWING, SANCTION_RUNS, BEFORE_LAST_STEP, IN_THE_FUTURE, INVALID_INPUT.',
  })
  closeLoan(
    @Arg('input', () => CloseLoanInput, { description: 'The loan, and when.' }) input: CloseLoanInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'closeLoan', input, async ({ em, today, newId, happened }) => {
      const on = businessDay(input.on, today);
      const loan = await findLocked(em, Loan, input.loanId, 'loanId');
      const ofHousehold = await loansOf(em, loan.householdId);
      refuse(whyNotClosable(loan, ofHousehold, on));
      const loans = ofHousehold.length > 0 ? ofHousehold : [loan];
      for (const each of loans) refuse(whyNotOn(on, each));
      await happened(...(await detach(em, loans, on, newId)));
      return { loan, loans };
    });
  }
}
