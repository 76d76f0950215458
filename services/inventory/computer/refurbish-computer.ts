import { ArrayMaxSize, ArrayMinSize, IsOptional, Length, Max, Min, ValidateNested } from 'class-validator';
import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { Acting } from '../../../packages/platform/verb/act.ts';
import { IDEMPOTENCY_KEY, ON, VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Check, CheckResult, FunctionalTest } from '../functional-test/functional-test.entity.ts';
import { whyNotVerdict } from '../functional-test/functional-test.rules.ts';
import { ComputerLine, ComputerPayload, ComputersPayload, LONGEST_LIST } from './computer.payload.ts';
import { whyNotRefurbishable } from './computer.rules.ts';
import { Grade } from './computer.states.ts';
import { takeMany, takeOne, type ComputerStep } from './step.ts';

const LONGEST_TEST = 10_000;

@InputType({ description: 'One check of a functional test.' })
class CheckInput {
  @Field(() => Check, { description: 'What was checked.' })
  check!: Check;

  @Field(() => CheckResult, { description: 'What was found.' })
  result!: CheckResult;

  @Field(() => Int, { nullable: true, description: 'What is left of the battery, from 0 to 100 percent.' })
  @IsOptional()
  @Min(0)
  @Max(100)
  percent?: number | null;
}

/** What a functional test said of one machine. */
@InputType()
class RefurbishedComputerInput extends ComputerLine {
  @Field(() => Grade, { description: 'The state it is in.' })
  grade!: Grade;

  @Field(() => Boolean, {
    description: 'Whether every functional test passed; otherwise it stays on the bench, REFURBISHING.',
  })
  testsPassed!: boolean;

  @Field(() => Int, { nullable: true, description: 'Time on the bench, in minutes, up to 10,000.' })
  @IsOptional()
  @Min(0)
  @Max(LONGEST_TEST)
  minutes?: number | null;

  @Field(() => [CheckInput], { nullable: true, description: 'What was checked, each at most once.' })
  @IsOptional()
  @ValidateNested()
  checks?: CheckInput[] | null;
}

@InputType()
class RefurbishComputerInput extends RefurbishedComputerInput implements VerbInput {
  @Field(() => GraphQLLocalDate, ON)
  on?: string | null;

  @Field(() => String, IDEMPOTENCY_KEY)
  @Length(8, 200)
  idempotencyKey!: string;
}

@InputType()
class RefurbishComputersInput extends VerbInput {
  @Field(() => [RefurbishedComputerInput], { description: 'From 1 to 500 machines, all recorded or none.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(LONGEST_LIST)
  @ValidateNested()
  computers!: RefurbishedComputerInput[];
}

@ObjectType()
class RefurbishComputerPayload extends ComputerPayload {}

@ObjectType()
class RefurbishComputersPayload extends ComputersPayload {}

const refurbish: ComputerStep<RefurbishedComputerInput> = {
  verb: 'refurbishComputer',
  whyNot: (computer, line) => whyNotRefurbishable(computer) ?? whyNotVerdict(line),
  change: (computer, line, on, acting) => {
    const { grade, testsPassed } = line;
    computer.processing = testsPassed ? 'READY' : 'REFURBISHING';
    computer.grade = grade;
    keepTest(line, on, acting);
    return { grade, testsPassed };
  },
  milestone: ({ processing }) => (processing === 'READY' ? 'READY' : null),
};

function keepTest(line: RefurbishedComputerInput, testedOn: string, { em, newId, subject }: Acting): void {
  const { computerId, grade, testsPassed, minutes, checks } = line;
  em.create(FunctionalTest, {
    id: newId('test'),
    computerId,
    testedOn,
    testedBy: subject,
    isPassed: testsPassed,
    grade,
    minutes: minutes ?? null,
    checks: (checks ?? []).map(({ check, result, percent }) => ({ check, result, percent: percent ?? null })),
  });
}

const REFUSED =
  'Refused with NOT_FOUND, NOT_COLLECTED, NOT_TRIAGED, NOT_ERASED, ALREADY_READY, CHECK_REPEATED, MANDATORY_CHECK_FAILED, GRADE_TOO_HIGH, LEFT_THE_CHAIN, ON_LOAN, RESERVED, IN_REPAIR, LOST_OR_STOLEN, CEDED, ALREADY_RECYCLED, IN_TRANSFER, TRANSFERRED, STRUCK_OUT, IN_THE_FUTURE, OUT_OF_ORDER.';

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
