import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { sanctionOf } from './borrower.ts';
import { LoanTerm } from './loan-term.entity.ts';
import { refuseExpired } from '../eligibility/holds.ts';
import { Loan } from './loan.entity.ts';
import { nextTerm, whyNotRenewable, whyNotStep } from './loan.rules.ts';
import { whyNotRenewableHere } from './renewal.rules.ts';
import { waitingSince } from './waiting-list/first-in-line.ts';

@InputType({ description: 'A loan to renew.' })
export class RenewLoanInput extends VerbInput {
  @Field(() => ID, { description: 'The loan.' })
  loanId!: string;
}

@ObjectType({ description: 'The renewed loan, or why it was not renewed.' })
export class RenewLoanPayload {
  @Field(() => Loan, { nullable: true, description: 'The loan as it is now.' })
  loan?: Loan;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class RenewLoan {
  @Mutation(() => RenewLoanPayload, {
    description:
      'Renews a loan for one more year. Refused with NOT_FOUND, NOT_ACTIVE, CROSSING_PENDING, BEFORE_LAST_STEP, TOO_SOON, OVERDUE, RENEWAL_LIMIT_REACHED, SANCTION, UNSEEN_MACHINE, WAITING_LIST, ELIGIBILITY_EXPIRED, IN_THE_FUTURE, INVALID_INPUT.',
  })
  renewLoan(
    @Arg('input', () => RenewLoanInput, { description: 'The loan, and when.' }) input: RenewLoanInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'renewLoan', input, async ({ em, happened, today }) => {
      const on = businessDay(input.on, today);
      const loan = await findLocked(em, Loan, input.loanId, 'loanId');
      refuse(whyNotStep('ACTIVE', loan, on) ?? whyNotRenewable(loan, on));
      await refuseExpired(em, loan.householdId, on);
      const facts = { waitingSince: await waitingSince(em), sanctionUntil: await sanctionOf(em, loan) };
      refuse(whyNotRenewableHere(loan, facts, on));
      const term = em.create(LoanTerm, nextTerm(loan, on));
      Object.assign(loan, { termCount: term.number, dueOn: term.endsOn, lastStepOn: on });
      const details = { term: term.number, endsOn: term.endsOn };
      await happened({ noun: 'Loan', id: loan.id, verb: 'renewLoan', on, details });
      return { loan };
    });
  }
}
