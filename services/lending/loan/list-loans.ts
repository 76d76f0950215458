import { Arg, Args, ArgsType, Ctx, Field, ID, Query, Resolver } from 'type-graphql';
import { today } from '../../../packages/calendar/clock.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { Loan, LoanConnection, LoanState } from './loan.entity.ts';
import { loanById } from './loan.loaders.ts';

@ArgsType()
class LoansArgs extends PageArgs {
  @Field(() => LoanState, { nullable: true, description: 'Only loans in this state today.' })
  state?: LoanState | null;
}

@ArgsType()
class LoansDueArgs extends PageArgs {
  @Field(() => GraphQLLocalDate, { description: 'The first day that is not looked at.' })
  before!: string;
}

// The same as stateOn of the rules, for a whole table; $1 is today.
const STATE_TODAY = `case when state <> 'ACTIVE' or due_on > $1 then state when due_on = $1 then 'DUE' else 'OVERDUE' end`;

@Resolver()
export class ListLoans {
  @Query(() => Loan, { nullable: true, description: 'A loan by its id; null when there is none.' })
  loan(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() context: ServiceContext) {
    return loanById(context).load(id);
  }

  @Query(() => LoanConnection, { description: 'Every loan, first requested first.' })
  loans(@Args(() => LoansArgs) { state, ...page }: LoansArgs, @Ctx() context: ServiceContext) {
    const list = `select * from loan where $2::text is null or ${STATE_TODAY} = $2`;
    return readPage<Loan>(context, page, list, [today(context.clock), state ?? null]);
  }

  @Query(() => LoanConnection, { description: 'Loans whose term ends from today on and before a day.' })
  loansDue(@Args(() => LoansDueArgs) { before, ...page }: LoansDueArgs, @Ctx() context: ServiceContext) {
    const list = `select * from loan where state = 'ACTIVE' and due_on >= $1 and due_on < $2`;
    return readPage<Loan>(context, page, list, [today(context.clock), before]);
  }

  @Query(() => LoanConnection, { description: 'Loans whose term ended before today, the computer still being out.' })
  loansOverdue(@Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return readPage<Loan>(context, page, `select * from loan where state = 'ACTIVE' and due_on < $1`, [
      today(context.clock),
    ]);
  }
}
