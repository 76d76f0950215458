import { ArrayMaxSize, ArrayMinSize } from 'class-validator';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, registerEnumType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { ComputerInput, ComputerLine, ComputerPayload, ComputersPayload, LONGEST_LIST } from './computer.payload.ts';
import { whyNotTriageable } from './computer.rules.ts';
import { takeMany, takeOne, type ComputerStep } from './step.ts';

const TriageOutcome = { REFURBISH: 'REFURBISH', DISMANTLE: 'DISMANTLE', RECYCLE: 'RECYCLE' } as const;
type TriageOutcome = keyof typeof TriageOutcome;
registerEnumType(TriageOutcome, {
  name: 'TriageOutcome',
  description: 'What is to become of a machine.',
  valuesConfig: {
    REFURBISH: { description: 'Worth lending: its storages come next.' },
    DISMANTLE: { description: 'Worth its parts.' },
    RECYCLE: { description: 'Worth nothing more: to the recycler.' },
  },
});

@InputType()
class TriageComputerInput extends ComputerInput {
  @Field(() => TriageOutcome, { description: 'What is to become of it.' })
  outcome!: TriageOutcome;
}

@InputType()
class TriagedComputerInput extends ComputerLine {
  @Field(() => TriageOutcome, { description: 'What is to become of it.' })
  outcome!: TriageOutcome;
}

@InputType()
class TriageComputersInput extends VerbInput {
  @Field(() => [TriagedComputerInput], { description: 'From 1 to 500 machines, all triaged or none.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(LONGEST_LIST)
  computers!: TriagedComputerInput[];
}

@ObjectType()
class TriageComputerPayload extends ComputerPayload {}

@ObjectType()
class TriageComputersPayload extends ComputersPayload {}

const PROCESSING = { REFURBISH: 'TRIAGED', DISMANTLE: 'DISMANTLED', RECYCLE: 'TO_RECYCLE' } as const;

const triage: ComputerStep<TriagedComputerInput> = {
  verb: 'triageComputer',
  whyNot: whyNotTriageable,
  change: (computer, { outcome }) => {
    computer.processing = PROCESSING[outcome];
    return { outcome };
  },
  milestone: () => 'TRIAGED',
};

const REFUSED =
  'Refused with NOT_FOUND, NOT_COLLECTED, ALREADY_TRIAGED, ON_LOAN, RESERVED, IN_REPAIR, LOST_OR_STOLEN, CEDED, ALREADY_RECYCLED, IN_TRANSFER, TRANSFERRED, STRUCK_OUT, IN_THE_FUTURE, OUT_OF_ORDER.';

@Resolver()
export class TriageComputer {
  @Mutation(() => TriageComputerPayload, {
    description: `Decides what is to become of a collected machine. ${REFUSED}`,
  })
  triageComputer(@Arg('input', () => TriageComputerInput) input: TriageComputerInput, @Ctx() context: ServiceContext) {
    return takeOne(context, input, triage);
  }

  @Mutation(() => TriageComputersPayload, { description: `The same for many machines at once. ${REFUSED}` })
  triageComputers(
    @Arg('input', () => TriageComputersInput) input: TriageComputersInput,
    @Ctx() context: ServiceContext,
  ) {
    return takeMany(context, 'triageComputers', input, triage);
  }
}
