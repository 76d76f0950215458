import { Length } from 'class-validator';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../../packages/platform/context/service-context.ts';
import { businessDay } from '../../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../../packages/platform/verb/find.ts';
import { OfSeveralLines } from '../../../../packages/platform/verb/several-lines.ts';
import { computerOn } from '../computer-on.ts';
import { cross } from '../crossing/cross.ts';
import { LoanPayload, LoanVerbInput } from '../loan-verb.ts';
import { Loan } from '../loan.entity.ts';
import { whyNotStep } from '../loan.rules.ts';

@InputType({ description: 'A fault of a computer on loan.' })
export class ReportFaultInput extends LoanVerbInput {
  @Field(() => String, { description: 'what is wrong with the computer, 3 to 500 characters; never who uses it.' })
  @Length(3, 500)
  @OfSeveralLines()
  problem!: string;
}

@ObjectType({ description: 'The loan with its fault, or why it was not noted.' })
export class ReportFaultPayload extends LoanPayload {}

@Resolver()
export class ReportFault {
  @Mutation(() => ReportFaultPayload, {
    description:
      'Notes a fault that a borrower reports, and opens a repair ticket at the inventory; the loan goes on, and its computer may be swapped. Refused with NOT_FOUND, NOT_ACTIVE, CROSSING_PENDING, BEFORE_LAST_STEP, INVENTORY_UNREACHABLE, IN_THE_FUTURE, INVALID_INPUT, or with what the inventory says.',
  })
  reportFault(
    @Arg('input', () => ReportFaultInput, { description: 'The loan, and what is wrong.' }) input: ReportFaultInput,
    @Ctx() context: ServiceContext,
  ) {
    return cross(context, 'reportFault', input, async ({ em, today, newId }) => {
      const happensOn = businessDay(input.on, today);
      const loan = await findLocked(em, Loan, input.loanId, 'loanId');
      refuse(whyNotStep('ACTIVE', loan, happensOn));
      const computerKept = await computerOn(em, loan);
      return { loan, intention: { happensOn, computerKept, faultId: newId('fault'), problem: input.problem } };
    });
  }
}
