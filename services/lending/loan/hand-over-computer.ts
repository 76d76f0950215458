import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { IsIdOf } from '../../../packages/platform/references/id-forms.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { cross } from './crossing/cross.ts';
import { Loan } from './loan.entity.ts';
import { whyNotStep } from './loan.rules.ts';

@InputType({ description: 'A computer to hand over.' })
export class HandOverComputerInput extends VerbInput {
  @Field(() => ID, { description: 'The loan.' })
  loanId!: string;

  @Field(() => ID, { description: 'The computer to hand over; inventory says whether it is ready.' })
  @IsIdOf('computer')
  computerId!: string;
}

@ObjectType({ description: 'The running loan, or why the computer stays.' })
export class HandOverComputerPayload {
  @Field(() => Loan, { nullable: true, description: 'The loan, now active.' })
  loan?: Loan;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class HandOverComputer {
  @Mutation(() => HandOverComputerPayload, {
    description:
      'Hands a computer over to the borrower: the first year begins, and whatever else the inventory keeps for the loan is free again soon after. Refused with NOT_FOUND, NOT_SIGNED, CROSSING_PENDING, BEFORE_LAST_STEP, COMPUTER_ALREADY_OUT, INVENTORY_UNREACHABLE, IN_THE_FUTURE, INVALID_INPUT, or with what the inventory says: COMPUTER_NOT_READY, COMPUTER_RESERVED, COMPUTER_IN_REPAIR, COMPUTER_GONE, COMPUTER_ALREADY_OUT.',
  })
  handOverComputer(
    @Arg('input', () => HandOverComputerInput, { description: 'The loan and the computer.' })
    input: HandOverComputerInput,
    @Ctx() context: ServiceContext,
  ) {
    return cross(context, 'handOverComputer', input, async ({ em, today }) => {
      const happensOn = businessDay(input.on, today);
      const loan = await findLocked(em, Loan, input.loanId, 'loanId');
      refuse(whyNotStep('SIGNED', loan, happensOn));
      return { loan, intention: { happensOn, computerOut: input.computerId } };
    });
  }
}
