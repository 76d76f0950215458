import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { IsIdOf } from '../../../packages/platform/references/id-forms.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { cross } from './crossing/cross.ts';
import { ComputerCondition } from './loan-machine.entity.ts';
import { computerOn } from './computer-on.ts';
import { Loan } from './loan.entity.ts';
import { whyNotStep } from './loan.rules.ts';

@InputType({ description: 'A computer to give in exchange.' })
export class SwapComputerInput extends VerbInput {
  @Field(() => ID, { description: 'The loan.' })
  loanId!: string;

  @Field(() => ID, { description: 'The computer to give in exchange; inventory says whether it is ready.' })
  @IsIdOf('computer')
  computerId!: string;

  @Field(() => ComputerCondition, { description: 'How the first computer comes back.' })
  condition!: ComputerCondition;
}

@ObjectType({ description: 'The loan with its new computer, or why the computer was not changed.' })
export class SwapComputerPayload {
  @Field(() => Loan, { nullable: true, description: 'The loan with its new computer.' })
  loan?: Loan;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class SwapComputer {
  @Mutation(() => SwapComputerPayload, {
    description:
      'Gives the borrower another computer and takes the first one back; the loan goes on. Refused with NOT_FOUND, NOT_ACTIVE, CROSSING_PENDING, BEFORE_LAST_STEP, COMPUTER_ALREADY_OUT, INVENTORY_UNREACHABLE, IN_THE_FUTURE, INVALID_INPUT, or with what the inventory says: COMPUTER_NOT_READY, COMPUTER_RESERVED, COMPUTER_IN_REPAIR, COMPUTER_GONE, COMPUTER_ALREADY_OUT.',
  })
  swapComputer(
    @Arg('input', () => SwapComputerInput, { description: 'The loan and the computer.' }) input: SwapComputerInput,
    @Ctx() context: ServiceContext,
  ) {
    return cross(context, 'swapComputer', input, async ({ em, today }) => {
      const happensOn = businessDay(input.on, today);
      const loan = await findLocked(em, Loan, input.loanId, 'loanId');
      refuse(whyNotStep('ACTIVE', loan, happensOn));
      const { computerId: computerOut, condition } = input;
      const computerBack = await computerOn(em, loan);
      return { loan, intention: { happensOn, computerOut, computerBack, condition } };
    });
  }
}
