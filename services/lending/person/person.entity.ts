import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

@Entity({ tableName: 'person' })
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Somebody whom the association lends to or trains. The other services hold the id only.' })
export class Person {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID)
  id!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'First name; empty once erased.' })
  givenName!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Last name; empty once erased.' })
  familyName!: string;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Year of birth, and never the day; null when not asked.' })
  birthYear!: number | null;

  @Property({ type: 'text', nullable: true })
  householdId!: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The day their name was erased, as they asked or since its time had come; null otherwise.',
  })
  erasedOn!: string | null;
}
