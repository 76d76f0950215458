import { Arg, Args, ArgsType, Ctx, Field, ID, Query, Resolver } from 'type-graphql';
import type { Connection } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { SessionConnection } from './session.connection.ts';
import { Session } from './session.entity.ts';
import { SessionState } from './session.enums.ts';
import { sessionById } from './session.loaders.ts';

@ArgsType()
export class SessionsArgs extends PageArgs {
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Held or planned on this day or later.' })
  from?: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Held or planned on this day or earlier.' })
  to?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only at this place.' })
  placeId?: string | null;

  @Field(() => SessionState, { nullable: true, description: 'Only in this state.' })
  state?: SessionState | null;
}

@Resolver()
export class ListSessions {
  @Query(() => Session, { nullable: true, description: 'The session of an id, or null.' })
  session(
    @Arg('id', () => ID, { description: 'Its id: `session_…`.' }) id: string,
    @Ctx() context: ServiceContext,
  ): Promise<Session | null> {
    return sessionById(context).load(id);
  }

  @Query(() => SessionConnection, { description: 'Sessions, in the order they were planned.' })
  sessions(
    @Args(() => SessionsArgs) { from, to, placeId, state, ...page }: SessionsArgs,
    @Ctx() context: ServiceContext,
  ): Promise<Connection<Session>> {
    return readPage(
      context,
      page,
      `select * from session
        where ($1::date is null or coalesce(held_on, scheduled_on) >= $1)
          and ($2::date is null or coalesce(held_on, scheduled_on) <= $2)
          and ($3::text is null or place_id = $3)
          and ($4::text is null or state = $4)`,
      [from, to, placeId, state],
    );
  }
}
