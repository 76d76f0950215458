import { ArrayMaxSize, ArrayMinSize } from 'class-validator';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../kit/service-context.ts';
import { VerbInput } from '../../kit/verb/verb-input.ts';
import { ComputerInput, ComputerLine, ComputerPayload, ComputersPayload, LONGEST_LIST } from './computer.payload.ts';
import { whyNotRefurbishable } from './computer.rules.ts';
import { Grade } from './computer.states.ts';
import { takeMany, takeOne, type ComputerStep } from './step.ts';

const GRADE = { description: 'The state it is in.' };
const TESTS = { description: 'Whether every functional test passed; otherwise it stays on the bench, REFURBISHING.' };

@InputType()
class RefurbishComputerInput extends ComputerInput {
  @Field(() => Grade, GRADE)
  grade!: Grade;

  @Field(() => Boolean, TESTS)
  testsPassed!: boolean;
}

@InputType()
class RefurbishedComputerInput extends ComputerLine {
  @Field(() => Grade, GRADE)
  grade!: Grade;

  @Field(() => Boolean, TESTS)
  testsPassed!: boolean;
}

@InputType()
class RefurbishComputersInput extends VerbInput {
  @Field(() => [RefurbishedComputerInput], { description: 'From 1 to 500 machines, all recorded or none.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(LONGEST_LIST)
  computers!: RefurbishedComputerInput[];
}

@ObjectType()
class RefurbishComputerPayload extends ComputerPayload {}

@ObjectType()
class RefurbishComputersPayload extends ComputersPayload {}

const refurbish: ComputerStep<RefurbishedComputerInput> = {
  verb: 'refurbishComputer',
  whyNot: whyNotRefurbishable,
  change: (computer, { grade, testsPassed }) => {
    computer.processing = testsPassed ? 'READY' : 'REFURBISHING';
    computer.grade = grade;
    return { grade, testsPassed };
  },
  milestone: ({ processing }) => (processing === 'READY' ? 'READY' : null),
};

const REFUSED =
  'Refused with NOT_FOUND, NOT_COLLECTED, NOT_TRIAGED, NOT_ERASED, ALREADY_READY, LEFT_THE_CHAIN, ON_LOAN, IN_REPAIR, LOST_OR_STOLEN, ALREADY_RECYCLED, IN_THE_FUTURE, OUT_OF_ORDER.';

@Resolver()
export class RefurbishComputer {
  @Mutation(() => RefurbishComputerPayload, {
    description: `Grades and tests an erased machine: READY when its tests passed. ${REFUSED}`,
  })
  refurbishComputer(
    @Arg('input', () => RefurbishComputerInput) input: RefurbishComputerInput,
    @Ctx() context: ServiceContext,
  ) {
    return takeOne(context, input, refurbish);
  }

  @Mutation(() => RefurbishComputersPayload, { description: `The same for many machines at once. ${REFUSED}` })
  refurbishComputers(
    @Arg('input', () => RefurbishComputersInput) input: RefurbishComputersInput,
    @Ctx() context: ServiceContext,
  ) {
    return takeMany(context, 'refurbishComputers', input, refurbish);
  }
}
