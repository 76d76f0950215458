import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { connectionOf, type Connection } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { VisaClaim } from './claim.entity.ts';
import { claimById } from './claim.loaders.ts';

const VisaClaimConnection = connectionOf('VisaClaim', () => VisaClaim);

@Resolver()
export class ListClaims {
  @Query(() => VisaClaim, { nullable: true, description: 'The claim of an id, or null.' })
  visaClaim(
    @Arg('id', () => ID, { description: 'Its id: `claim_…`.' }) id: string,
    @Ctx() context: ServiceContext,
  ): Promise<VisaClaim | null> {
    return claimById(context).load(id);
  }

  @Query(() => VisaClaimConnection, { description: 'Claims, in the order they were sent.' })
  visaClaims(
    @Arg('settled', () => Boolean, { nullable: true, description: 'Only those answered, or only those that are not.' })
    settled: boolean | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ): Promise<Connection<VisaClaim>> {
    const list = 'select * from visa_claim where $1::boolean is null or (settled_on is not null) = $1';
    return readPage(context, page, list, [settled]);
  }
}
