import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { cross } from './crossing/cross.ts';
import { ComputerCondition } from './loan-machine.entity.ts';
import { computerOn } from './computer-on.ts';
import { Loan } from './loan.entity.ts';
import { whyNotStep } from './loan.rules.ts';

@InputType({ description: 'A computer that comes back.' })
export class ReturnComputerInput extends VerbInput {
  @Field(() => ID, { description: 'The loan.' })
  loanId!: string;

  @Field(() => ComputerCondition, { description: 'How the computer comes back.' })
  condition!: ComputerCondition;
}

@ObjectType({ description: 'The ended loan, or why the computer was not taken back.' })
export class ReturnComputerPayload {
  @Field(() => Loan, { nullable: true, description: 'The loan, now ended.' })
  loan?: Loan;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class ReturnComputer {
  @Mutation(() => ReturnComputerPayload, {
    description:
      'Takes the computer back: the loan ends. Refused with NOT_FOUND, NOT_ACTIVE, CROSSING_PENDING, BEFORE_LAST_STEP, INVENTORY_UNREACHABLE, IN_THE_FUTURE, INVALID_INPUT, or with what the inventory says.',
  })
  returnComputer(
    @Arg('input', () => ReturnComputerInput, { description: 'The loan and the computer.' }) input: ReturnComputerInput,
    @Ctx() context: ServiceContext,
  ) {
    return cross(context, 'returnComputer', input, async ({ em, today }) => {
      const happensOn = businessDay(input.on, today);
      const loan = await findLocked(em, Loan, input.loanId, 'loanId');
      refuse(whyNotStep('ACTIVE', loan, happensOn));
      const computerBack = await computerOn(em, loan);
      return { loan, intention: { happensOn, computerBack, condition: input.condition } };
    });
  }
}
