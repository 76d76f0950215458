import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { Household, HouseholdConnection } from './household.entity.ts';
import { householdById } from './household.loaders.ts';

@Resolver()
export class ListHouseholds {
  @Query(() => Household, { nullable: true, description: 'A household by its id; null when there is none.' })
  household(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() context: ServiceContext) {
    return householdById(context).load(id);
  }

  @Query(() => HouseholdConnection, { description: 'Every household, first registered first.' })
  households(@Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return readPage<Household>(context, page, 'select * from household');
  }
}
