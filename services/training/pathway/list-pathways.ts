import { Arg, Args, ArgsType, Ctx, Field, ID, Query, Resolver } from 'type-graphql';
import { today } from '../../../packages/calendar/clock.ts';
import type { Connection } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { DETACHED } from '../kept-person.ts';
import { PathwayConnection } from './pathway.connection.ts';
import { Pathway } from './pathway.entity.ts';
import { PathwayState } from './pathway.enums.ts';
import { pathwayById } from './pathway.loaders.ts';

@ArgsType()
export class PathwaysArgs extends PageArgs {
  @Field(() => PathwayState, { nullable: true, description: 'Only in this state.' })
  state?: PathwayState | null;

  @Field(() => ID, { nullable: true, description: 'Only those this organisation sent.' })
  prescriberId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of this programme.' })
  programmeId?: string | null;
}

@Resolver()
export class ListPathways {
  @Query(() => Pathway, { nullable: true, description: 'The pathway of an id, or null.' })
  pathway(
    @Arg('id', () => ID, { description: 'Its id: `pathway_…`.' }) id: string,
    @Ctx() context: ServiceContext,
  ): Promise<Pathway | null> {
    return pathwayById(context).load(id);
  }

  @Query(() => PathwayConnection, { description: 'Pathways, in the order they were recorded.' })
  pathways(
    @Args(() => PathwaysArgs) { state, prescriberId, programmeId, ...page }: PathwaysArgs,
    @Ctx() context: ServiceContext,
  ): Promise<Connection<Pathway>> {
    return readPage(
      context,
      page,
      `select * from pathway
        where ($1::text is null or state = $1)
          and ($2::text is null or prescriber_id = $2)
          and ($3::text is null or programme_id = $3)`,
      [state, prescriberId, programmeId],
    );
  }

  @Query(() => PathwayConnection, {
    description:
      'Pathways whose exit is six months old, and of whom nobody has asked since what became of them; not of people who are forgotten.',
  })
  outcomesDue(
    @Arg('on', () => GraphQLLocalDate, { nullable: true, description: 'Due by this day; today unless given.' })
    on: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ): Promise<Connection<Pathway>> {
    const list = `select * from pathway
      where later_outcome is null and exited_on + interval '6 months' <= $1::date and person_id not like '${DETACHED}\\_%'`;
    return readPage(context, page, list, [on ?? today(context.clock)]);
  }
}
