import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { connectionOf, type Connection } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { VisaAllocation } from './allocation.entity.ts';

const VisaAllocationConnection = connectionOf('VisaAllocation', () => VisaAllocation);

@Resolver()
export class ListAllocations {
  @Query(() => VisaAllocationConnection, { description: 'What was allocated, in the order it was recorded.' })
  visaAllocations(
    @Arg('programmeId', () => ID, { nullable: true, description: 'Only of this programme.' })
    programmeId: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ): Promise<Connection<VisaAllocation>> {
    const list = 'select * from visa_allocation where ($1::text is null or programme_id = $1)';
    return readPage(context, page, list, [programmeId]);
  }
}
