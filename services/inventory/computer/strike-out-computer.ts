import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { ComputerInput, ComputerPayload } from './computer.payload.ts';
import { StrikeOutReason } from './computer.states.ts';
import { strikeOutAll } from './striking.ts';

@InputType()
class StrikeOutComputerInput extends ComputerInput {
  @Field(() => StrikeOutReason, { description: 'Why it should not be there.' })
  reason!: StrikeOutReason;
}

@ObjectType()
class StrikeOutComputerPayload extends ComputerPayload {}

@Resolver()
export class StrikeOutComputer {
  @Mutation(() => StrikeOutComputerPayload, {
    description:
      'Strikes out a machine that should not be there, for good: it counts in no figure, no certificate tells of it, and its label is free again. Only what was registered, collected and triaged at most. Refused with NOT_FOUND, ALREADY_WORKED_ON, STRUCK_OUT, ON_LOAN, RESERVED, IN_REPAIR, LOST_OR_STOLEN, CEDED, ALREADY_RECYCLED, IN_TRANSFER, TRANSFERRED, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  strikeOutComputer(
    @Arg('input', () => StrikeOutComputerInput) input: StrikeOutComputerInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'strikeOutComputer', input, async (acting) => {
      const [computer] = await strikeOutAll(context, acting, [input.computerId], input);
      return { computer: computer! };
    });
  }
}
