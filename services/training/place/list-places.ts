import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { connectionOf, type Connection } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { Place, PlaceKind } from './place.entity.ts';
import { placeById } from './place.loaders.ts';

const PlaceConnection = connectionOf('Place', () => Place);

@Resolver()
export class ListPlaces {
  @Query(() => Place, { nullable: true, description: 'The place of an id, or null; homes are for those who train.' })
  place(
    @Arg('id', () => ID, { description: 'Its id: `place_…`.' }) id: string,
    @Ctx() context: ServiceContext,
  ): Promise<Place | null> {
    return placeById(context).load(id);
  }

  @Query(() => PlaceConnection, {
    description: 'The places where people are received; homes among them for those who train.',
  })
  places(
    @Arg('kind', () => PlaceKind, { nullable: true, description: 'Only this kind.' }) kind: PlaceKind | null,
    @Arg('commune', () => ID, { nullable: true, description: 'Only in this commune: `COM-56121`.' })
    commune: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ): Promise<Connection<Place>> {
    return readPage(
      context,
      page,
      'select * from place where ($1::text is null or kind = $1) and ($2::text is null or commune = $2)',
      [kind, commune],
    );
  }
}
