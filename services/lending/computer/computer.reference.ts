import { Args, Ctx, Directive, Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { Loan, LoanConnection } from '../loan/loan.entity.ts';
import { loanOfComputer, loansByComputer } from '../loan/loan.loaders.ts';

/** Inventory owns computers: whether one exists is its to know. */
@Directive('@key(fields: "id")')
@ObjectType('Computer')
export class ComputerStub {
  @Field(() => ID)
  id!: string;
}

export const findComputer = ({ id }: ComputerStub): ComputerStub => ({ id });

@Resolver(() => ComputerStub)
export class ComputerReference {
  @FieldResolver(() => LoanConnection, { description: 'Every loan it was on, oldest first.' })
  loans(@Root() computer: ComputerStub, @Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return loansByComputer(context, computer.id, page);
  }

  @FieldResolver(() => Loan, { nullable: true, description: 'The loan it is on; null while it is in stock.' })
  currentLoan(@Root() computer: ComputerStub, @Ctx() context: ServiceContext) {
    return loanOfComputer(context).load(computer.id);
  }
}
