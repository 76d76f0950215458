import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { ForeignId, refusedFor } from '../../../packages/platform/references/foreign-id.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { ComputerInput, ComputerPayload } from './computer.payload.ts';
import { whyNotLendable, whyNotReleasable } from './outing.rules.ts';
import { takeOne } from './step.ts';

@InputType()
class ReserveComputerInput extends ComputerInput {
  @Field(() => ID, { description: 'The loan it is kept for: no other takes it out.' })
  @ForeignId('loan')
  loanId!: string;
}

@ObjectType()
class ReserveComputerPayload extends ComputerPayload {}

@InputType()
class ReleaseComputerInput extends ComputerInput {}

@ObjectType()
class ReleaseComputerPayload extends ComputerPayload {}

@Resolver()
export class ReserveComputer {
  @Mutation(() => ReserveComputerPayload, {
    description: `Keeps a READY machine for one loan. Refused with COMPUTER_NOT_READY, COMPUTER_ALREADY_OUT, COMPUTER_RESERVED, COMPUTER_IN_REPAIR, COMPUTER_GONE, IN_THE_FUTURE, OUT_OF_ORDER, ${refusedFor('loan')}.`,
  })
  reserveComputer(
    @Arg('input', () => ReserveComputerInput) input: ReserveComputerInput,
    @Ctx() context: ServiceContext,
  ) {
    return takeOne<ReserveComputerInput>(context, input, {
      verb: 'reserveComputer',
      whyNot: (computer) => whyNotLendable(computer, null),
      change: (computer, { loanId }) => {
        Object.assign(computer, { custody: 'RESERVED', reservedFor: loanId });
        return { loanId };
      },
    });
  }

  @Mutation(() => ReleaseComputerPayload, {
    description:
      'Ends the reservation of a machine, which is free again. Refused with NOT_FOUND, NOT_RESERVED, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  releaseComputer(
    @Arg('input', () => ReleaseComputerInput) input: ReleaseComputerInput,
    @Ctx() context: ServiceContext,
  ) {
    return takeOne<ReleaseComputerInput>(context, input, {
      verb: 'releaseComputer',
      whyNot: whyNotReleasable,
      change: (computer) => {
        const loanId = computer.reservedFor;
        Object.assign(computer, { custody: 'IN_STOCK', reservedFor: null });
        return { loanId };
      },
    });
  }
}
