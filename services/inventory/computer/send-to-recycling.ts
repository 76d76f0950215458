import { Arg, Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { ComputerInput, ComputerPayload } from './computer.payload.ts';
import { whyNotDiscardable } from './computer.rules.ts';
import { takeOne } from './step.ts';

@InputType()
class SendToRecyclingInput extends ComputerInput {}

@ObjectType()
class SendToRecyclingPayload extends ComputerPayload {}

@Resolver()
export class SendToRecycling {
  @Mutation(() => SendToRecyclingPayload, {
    description:
      'Gives a machine up: it waits for the recycler. Refused with NOT_FOUND, NOT_COLLECTED, ALREADY_TO_RECYCLE, ON_LOAN, RESERVED, IN_REPAIR, LOST_OR_STOLEN, CEDED, ALREADY_RECYCLED, IN_TRANSFER, TRANSFERRED, STRUCK_OUT, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  sendToRecycling(
    @Arg('input', () => SendToRecyclingInput) input: SendToRecyclingInput,
    @Ctx() context: ServiceContext,
  ) {
    return takeOne(context, input, {
      verb: 'sendToRecycling',
      whyNot: whyNotDiscardable,
      change: (computer) => {
        computer.processing = 'TO_RECYCLE';
      },
    });
  }
}
