import { IsOptional, Length } from 'class-validator';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../../packages/platform/context/service-context.ts';
import { OfSeveralLines } from '../../../../packages/platform/verb/several-lines.ts';
import { LoanPayload, LoanStepInput, takeStep } from '../loan-verb.ts';
import { LoanPriority } from '../loan.entity.ts';
import { UNDECIDED, whyNotStep } from '../loan.rules.ts';
import { whyNotPriority } from './waiting-list.rules.ts';

@InputType({ description: 'A request that has to wait for a computer.' })
export class WaitlistLoanInput extends LoanStepInput {
  @Field(() => LoanPriority, { defaultValue: 'STANDARD', description: 'Who comes first; STANDARD unless given.' })
  priority!: LoanPriority;

  @Field(() => String, {
    nullable: true,
    description: 'Why it has that priority, 2 to 500 characters; not needed for STANDARD.',
  })
  @IsOptional()
  @Length(2, 500)
  @OfSeveralLines()
  reason?: string | null;
}

@ObjectType({ description: 'The waiting loan, or why it does not wait.' })
export class WaitlistLoanPayload extends LoanPayload {}

@Resolver()
export class WaitlistLoan {
  @Mutation(() => WaitlistLoanPayload, {
    description:
      'Puts a request on the waiting list, or gives one that waits another priority; it keeps the day it was requested. Refused with NOT_FOUND, NOT_REQUESTED, PRIORITY_WITHOUT_REASON, BEFORE_LAST_STEP, IN_THE_FUTURE, INVALID_INPUT.',
  })
  waitlistLoan(
    @Arg('input', () => WaitlistLoanInput, { description: 'The loan, its priority, and why.' })
    input: WaitlistLoanInput,
    @Ctx() context: ServiceContext,
  ) {
    return takeStep(context, 'waitlistLoan', input, ({ loan, on }) => {
      const { priority, reason = null } = input;
      refuse(whyNotStep(UNDECIDED, loan, on) ?? whyNotPriority(priority, reason));
      const waitlistedOn = loan.waitlistedOn ?? on;
      Object.assign(loan, { state: 'WAITLISTED', waitlistedOn, priority, priorityReason: reason });
      return { priority };
    });
  }
}
