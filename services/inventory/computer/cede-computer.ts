import { Arg, Ctx, Directive, InputType, Mutation, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { ComputerCrossingPayload, LoanCrossingInput } from './crossing.payload.ts';
import { leaveLoan } from './leave-loan.ts';

@Directive('@inaccessible')
@InputType()
class CedeComputerInput extends LoanCrossingInput {}

@Resolver()
export class CedeComputer {
  @Directive('@inaccessible')
  @Mutation(() => ComputerCrossingPayload, {
    description:
      'Leaves a machine to its borrower for good; idempotent by crossing. Refused with NOT_FOUND, COMPUTER_NOT_ON_LOAN, COMPUTER_IN_REPAIR, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  cedeComputer(@Arg('input', () => CedeComputerInput) input: CedeComputerInput, @Ctx() context: ServiceContext) {
    return leaveLoan(context, input, 'cedeComputer', 'CEDED');
  }
}
