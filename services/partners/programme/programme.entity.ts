import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

@Entity({ tableName: 'programme' })
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A public programme that associations work in, such as *ordi solidaire Bretagne*.' })
export class Programme {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: 'A slug, the same everywhere in the network: `ordi-solidaire-bretagne`.' })
  id!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Its usual name.' })
  name!: string;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'Its first day.' })
  startsOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Its last day; null while no end is planned.' })
  endsOn!: string | null;

  /** Id of the programme before it. */
  @Property({ type: 'text', nullable: true })
  succeeds!: string | null;
}
