import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { ComputerInput, ComputerPayload } from './computer.payload.ts';
import { whyNotAtWorkshop } from './whereabouts.rules.ts';
import { ComputerLoss } from './computer.states.ts';
import { takeOne } from './step.ts';

@InputType()
class ReportComputerMissingInput extends ComputerInput {
  @Field(() => ComputerLoss, { description: 'Lost or stolen.' })
  how!: ComputerLoss;
}

@ObjectType()
class ReportComputerMissingPayload extends ComputerPayload {}

@Resolver()
export class ReportComputerMissing {
  @Mutation(() => ReportComputerMissingPayload, {
    description:
      'Records that a machine of the stock is lost or stolen; one on loan is declared so at lending. Refused with NOT_FOUND, NOT_COLLECTED, ON_LOAN, RESERVED, IN_REPAIR, LOST_OR_STOLEN, CEDED, ALREADY_RECYCLED, IN_TRANSFER, TRANSFERRED, STRUCK_OUT, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  reportComputerMissing(
    @Arg('input', () => ReportComputerMissingInput) input: ReportComputerMissingInput,
    @Ctx() context: ServiceContext,
  ) {
    return takeOne<ReportComputerMissingInput>(context, input, {
      verb: 'reportComputerMissing',
      whyNot: whyNotAtWorkshop,
      change: (computer, { how }) => {
        computer.custody = how;
        return { how };
      },
    });
  }
}
