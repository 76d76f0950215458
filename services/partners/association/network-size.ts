import { Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';

const SIZE = `
  select count(*)::int as associations, min(member_since) as since, (select count(*)::int from programme) as programmes
  from association`;

@ObjectType({ description: 'How large the network is.' })
export class Network {
  @Field(() => Int, { description: 'Associations that are or were members.' })
  associations!: number;

  @Field(() => Int, { description: 'Programmes, past ones too.' })
  programmes!: number;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The first day of its first member, where `ever` begins; null while there is none.',
  })
  since!: string | null;
}

@Resolver()
export class TellNetworkSize {
  @Query(() => Network, { description: 'How large the network is, as this graph knows it.' })
  async network(@Ctx() { sql }: ServiceContext): Promise<Network> {
    const [network] = await sql.rows<Network>(SIZE);
    return network!;
  }
}
