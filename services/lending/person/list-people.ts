import { Arg, Args, ArgsType, Ctx, Field, ID, Query, Resolver } from 'type-graphql';
import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { Person } from './person.entity.ts';
import { personById } from './person.loaders.ts';

const PersonConnection = connectionOf('Person', () => Person);

@ArgsType()
class PeopleArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'A part of the first and last name, in any letter case.' })
  search?: string | null;
}

@Resolver()
export class ListPeople {
  @Query(() => Person, { nullable: true, description: 'A person by their id; null when there is none.' })
  person(@Arg('id', () => ID, { description: 'Their id.' }) id: string, @Ctx() context: ServiceContext) {
    return personById(context).load(id);
  }

  @Query(() => PersonConnection, { description: 'The people the association knows, first registered first.' })
  people(@Args(() => PeopleArgs) { search, ...page }: PeopleArgs, @Ctx() context: ServiceContext) {
    const list = `select * from person
      where erased_on is null and ($1::text is null or strpos(lower(given_name || ' ' || family_name), lower($1)) > 0)`;
    return readPage<Person>(context, page, list, [search ?? null]);
  }
}
