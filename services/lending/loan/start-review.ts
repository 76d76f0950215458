import { Arg, Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { LoanPayload, LoanStepInput, takeStep } from './loan-verb.ts';
import { whyNotStep } from './loan.rules.ts';

@InputType({ description: 'A request that somebody looks at.' })
export class StartReviewInput extends LoanStepInput {}

@ObjectType({ description: 'The loan in review, or why it is not.' })
export class StartReviewPayload extends LoanPayload {}

@Resolver()
export class StartReview {
  @Mutation(() => StartReviewPayload, {
    description:
      "Begins to look at a borrower's situation; a loan may also be decided without. Refused with NOT_FOUND, NOT_REQUESTED, BEFORE_LAST_STEP, IN_THE_FUTURE, INVALID_INPUT.",
  })
  startReview(
    @Arg('input', () => StartReviewInput, { description: 'The loan, and when.' }) input: StartReviewInput,
    @Ctx() context: ServiceContext,
  ) {
    return takeStep(context, 'startReview', input, ({ loan, on }) => {
      refuse(whyNotStep('REQUESTED', loan, on));
      Object.assign(loan, { state: 'IN_REVIEW', reviewStartedOn: on });
    });
  }
}
