import { Args, ArgsType, Ctx, Field, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { Household } from '../household/household.entity.ts';
import { householdById } from '../household/household.loaders.ts';
import { Person } from '../person/person.entity.ts';
import { personById } from '../person/person.loaders.ts';
import { POSSIBLE_DUPLICATES } from './possible.ts';
import { DuplicateKind, PossibleDuplicate, PossibleDuplicateConnection } from './possible-duplicate.ts';

@ArgsType()
class PossibleDuplicatesArgs extends PageArgs {
  @Field(() => DuplicateKind, { nullable: true, description: 'Only people, or only households.' })
  kind?: DuplicateKind | null;
}

@Resolver(() => PossibleDuplicate)
export class ListDuplicates {
  @Query(() => PossibleDuplicateConnection, {
    description: 'Entries that are perhaps one and were not judged to be different, oldest entry first.',
  })
  possibleDuplicates(
    @Args(() => PossibleDuplicatesArgs) { kind, ...page }: PossibleDuplicatesArgs,
    @Ctx() context: ServiceContext,
  ) {
    return readPage<PossibleDuplicate>(context, page, POSSIBLE_DUPLICATES, [kind ?? null]);
  }

  @FieldResolver(() => [Person], { description: 'Both people; empty when they are households.' })
  people(@Root() { kind, oneId, otherId }: PossibleDuplicate, @Ctx() context: ServiceContext) {
    return kind === 'PERSON' ? personById(context).loadMany([oneId, otherId]) : [];
  }

  @FieldResolver(() => [Household], { description: 'Both households; empty when they are people.' })
  households(@Root() { kind, oneId, otherId }: PossibleDuplicate, @Ctx() context: ServiceContext) {
    return kind === 'HOUSEHOLD' ? householdById(context).loadMany([oneId, otherId]) : [];
  }
}
