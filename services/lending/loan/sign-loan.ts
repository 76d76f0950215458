import { Arg, Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { keepSigned } from '../paper/signed.ts';
import { whyNotStep } from './loan.rules.ts';
import { LoanPayload, LoanStepInput, takeStep } from './loan-verb.ts';

@InputType({ description: 'A contract that was signed.' })
export class SignLoanInput extends LoanStepInput {}

@ObjectType({ description: 'The signed loan, or why it is not signed.' })
export class SignLoanPayload extends LoanPayload {}

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
    return takeStep(context, 'signLoan', input, async ({ em, loan, on }) => {
      refuse(whyNotStep('APPROVED', loan, on));
      Object.assign(loan, { state: 'SIGNED', signedOn: on });
      await keepSigned(em, context, loan);
    });
  }
}
