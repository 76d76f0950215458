import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { SessionConnection } from '../session/session.connection.ts';
import type { Session } from '../session/session.entity.ts';
import { sessionsByPlace } from '../session/session.loaders.ts';
import { Territory } from '../territory/territory.reference.ts';
import { Place } from './place.entity.ts';
import { nameShown } from './place.rules.ts';

type PlaceRow = Pick<Place, 'id' | 'commune'>;

@Resolver(() => Place)
export class PlaceFields {
  @FieldResolver()
  name(@Root() place: Place, @Ctx() { viewer }: ServiceContext): string {
    return nameShown(place, viewer);
  }

  @FieldResolver(() => Territory, { description: 'Where it stands.' })
  commune(@Root() { commune }: PlaceRow): Territory {
    return { code: commune };
  }

  @FieldResolver(() => SessionConnection, { description: 'The sessions there, in the order they were planned.' })
  sessions(
    @Root() { id }: PlaceRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ): Promise<Connection<Session>> {
    return sessionsByPlace(context, id, page);
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: PlaceRow, @Ctx() context: ServiceContext): Promise<HistoryEntry[]> {
    return historyById(context).load(id);
  }
}
