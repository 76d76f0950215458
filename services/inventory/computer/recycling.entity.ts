import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from '../../kit/scalars.ts';

@Entity({ tableName: 'recycling' })
@ObjectType({ description: 'The proof that a machine was recycled.' })
export class Recycling {
  @PrimaryKey({ type: 'text' })
  computerId!: string;

  @Property({ type: 'text' })
  recyclerId!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: "The number of the recycler's certificate." })
  certificate!: string;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day the recycler took it.' })
  recycledOn!: string;
}
