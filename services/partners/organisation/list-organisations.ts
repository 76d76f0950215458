import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { connectionOf } from '../../kit/paging/connection.ts';
import { PageArgs } from '../../kit/paging/page-args.ts';
import { readPage } from '../../kit/paging/read-page.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { HistoryEntry, historyById } from '../../kit/verb/history-entry.ts';
import { Territory, territoryOf } from '../territory/territory.type.ts';
import { Organisation } from './organisation.entity.ts';
import { organisationById } from './organisation.loaders.ts';

const OrganisationConnection = connectionOf('Organisation', () => Organisation);

@Resolver(() => Organisation)
export class ListOrganisations {
  @Query(() => Organisation, { nullable: true, description: 'The organisation of an id; null when none is known.' })
  organisation(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() context: ServiceContext) {
    return organisationById(context).load(id);
  }

  @Query(() => OrganisationConnection, { description: 'Organisations by id, all or those whose name holds a text.' })
  organisations(
    @Arg('search', () => String, { nullable: true, description: 'A part of the name, a SIRET or an RNA number.' })
    search: string | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ) {
    return readPage<Organisation>(
      context,
      page,
      `select * from organisation
        where $1::text is null or strpos(lower(name), lower($1)) > 0 or $1 in (siret, rna)`,
      [search ?? null],
    );
  }

  @FieldResolver(() => Territory, { description: 'The commune where it sits.' })
  commune(@Root() { commune }: Organisation) {
    return territoryOf(commune);
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: Organisation, @Ctx() context: ServiceContext) {
    return historyById(context).load(id);
  }
}
