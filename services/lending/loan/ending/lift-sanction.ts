import { Length } from 'class-validator';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../../packages/platform/context/service-context.ts';
import { OfSeveralLines } from '../../../../packages/platform/verb/several-lines.ts';
import { LoanPayload, LoanStepInput, takeStep } from '../loan-verb.ts';
import { whyNotOn } from '../loan.rules.ts';
import { whyNotLiftable } from '../overdue.rules.ts';

@InputType({ description: 'A sanction that is not to run any longer.' })
export class LiftSanctionInput extends LoanStepInput {
  @Field(() => String, { description: 'Why, 2 to 500 characters; forgotten when the loan is closed.' })
  @Length(2, 500)
  @OfSeveralLines()
  reason!: string;
}

@ObjectType({ description: 'The loan whose sanction was lifted, or why it was not.' })
export class LiftSanctionPayload extends LoanPayload {}

@Resolver()
export class LiftSanction {
  @Mutation(() => LiftSanctionPayload, {
    description:
      'Lets a borrower request and renew again although a computer came back far too late, or never: it was found, or paid for, or there was a good reason. Refused with NOT_FOUND, NO_SANCTION, BEFORE_LAST_STEP, IN_THE_FUTURE, INVALID_INPUT.',
  })
  liftSanction(
    @Arg('input', () => LiftSanctionInput, { description: 'The loan it comes from, and why.' })
    input: LiftSanctionInput,
    @Ctx() context: ServiceContext,
  ) {
    return takeStep(context, 'liftSanction', input, ({ loan, on }) => {
      refuse(whyNotOn(on, loan) ?? whyNotLiftable(loan, on));
      Object.assign(loan, { sanctionLiftedOn: on, sanctionLiftReason: input.reason });
    });
  }
}
