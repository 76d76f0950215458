import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { PageArgs } from '../../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../../packages/platform/read/read-page.ts';
import type { ServiceContext } from '../../../../packages/platform/context/service-context.ts';
import { LoanFault, LoanFaultConnection } from './loan-fault.entity.ts';

@Resolver()
export class ListFaults {
  @Query(() => LoanFaultConnection, {
    description:
      'The faults of computers on loan that are not over, first noted first: what a lender has to have mended or swapped. The workshop finds their repairs in repairTickets.',
  })
  openFaults(@Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return readPage<LoanFault>(context, page, 'select * from loan_fault where resolved_on is null');
  }
}
