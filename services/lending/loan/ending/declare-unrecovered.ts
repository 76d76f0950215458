import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../../packages/platform/context/service-context.ts';
import { businessDay, whyNotYet } from '../../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../../packages/platform/verb/find.ts';
import { computerOn } from '../computer-on.ts';
import { cross } from '../crossing/cross.ts';
import { LoanPayload, LoanVerbInput } from '../loan-verb.ts';
import { Loan, LoanLossKind } from '../loan.entity.ts';
import { whyNotStep } from '../loan.rules.ts';
import { whyNotLost } from '../overdue.rules.ts';

@InputType({ description: 'A computer on loan that will not come back.' })
export class DeclareUnrecoveredInput extends LoanVerbInput {
  @Field(() => LoanLossKind, { description: 'Why not.' })
  how!: LoanLossKind;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The day of the complaint for a theft: that of the declaration, or an earlier one.',
  })
  complainedOn?: string | null;
}

@ObjectType({ description: 'The ended loan, or why its computer is not given up.' })
export class DeclareUnrecoveredPayload extends LoanPayload {}

@Resolver()
export class DeclareUnrecovered {
  @Mutation(() => DeclareUnrecoveredPayload, {
    description:
      'Gives up a computer on loan: the loan ends, and unless it was stolen its borrower may not borrow for a time. Should it be found, the inventory says so; the loan stays as it ended. Refused with NOT_FOUND, NOT_ACTIVE, COMPLAINT_OF_THEFT, NOT_OVERDUE_ENOUGH, CROSSING_PENDING, BEFORE_LAST_STEP, INVENTORY_UNREACHABLE, IN_THE_FUTURE, INVALID_INPUT, or with what the inventory says.',
  })
  declareUnrecovered(
    @Arg('input', () => DeclareUnrecoveredInput, { description: 'The loan, and what became of its computer.' })
    input: DeclareUnrecoveredInput,
    @Ctx() context: ServiceContext,
  ) {
    return cross(context, 'declareUnrecovered', input, async ({ em, today }) => {
      const happensOn = businessDay(input.on, today);
      const loan = await findLocked(em, Loan, input.loanId, 'loanId');
      const { how: loss, complainedOn = null } = input;
      refuse(
        whyNotStep('ACTIVE', loan, happensOn) ??
          whyNotLost(loan, { loss, complainedOn }, happensOn) ??
          whyNotYet(complainedOn ?? happensOn, happensOn, 'complainedOn'),
      );
      const computerBack = await computerOn(em, loan);
      return { loan, intention: { happensOn, computerBack, loss, complainedOn } };
    });
  }
}
