import DataLoader from 'dataloader';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { perRequest, type Loading } from '../loader.ts';
import { GraphQLDateTimeISO } from '../scalars.ts';

@Directive('@shareable')
@Directive('@inaccessible')
@ObjectType({ description: "How recent one association's figures are in one service." })
export class Freshness {
  @Field(() => ID, { description: 'The association they come from.' })
  association!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'Everything committed there before this instant is counted here.' })
  asOf!: Date;

  @Field(() => Boolean, { description: 'Whether something was committed there since that is not counted yet.' })
  isPending!: boolean;
}

// Only what an instance does itself leaves markers.
const HEARD = 'select association, as_of, exists (select from dirty) as is_pending from heard order by association';

const all = perRequest<Loading, 'heard', Freshness[]>(
  ({ sql }) =>
    new DataLoader(async (keys) => {
      const rows = await sql.rows<Freshness>(HEARD);
      return keys.map(() => rows);
    }),
);

/** How fresh this service's figures are, for every association it has heard of, or for one. */
export async function freshnessOf(association: string | null, context: Loading): Promise<Freshness[]> {
  const heard = await all(context).load('heard');
  return association === null ? heard : heard.filter((one) => one.association === association);
}
