import { Arg, Ctx, Directive, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { ComputerLoss } from './computer.states.ts';
import { ComputerCrossingPayload, LoanCrossingInput } from './crossing.payload.ts';
import { leaveLoan } from './leave-loan.ts';

@Directive('@inaccessible')
@InputType()
class DeclareComputerGoneInput extends LoanCrossingInput {
  @Field(() => ComputerLoss, { description: 'Why it will not come back.' })
  how!: ComputerLoss;
}

@Resolver()
export class DeclareComputerGone {
  @Directive('@inaccessible')
  @Mutation(() => ComputerCrossingPayload, {
    description:
      'Records that a machine on loan will not come back; idempotent by crossing. Refused with NOT_FOUND, COMPUTER_NOT_ON_LOAN, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  declareComputerGone(
    @Arg('input', () => DeclareComputerGoneInput) input: DeclareComputerGoneInput,
    @Ctx() context: ServiceContext,
  ) {
    return leaveLoan(context, input, 'declareComputerGone', input.how);
  }
}
