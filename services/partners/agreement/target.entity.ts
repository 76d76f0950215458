import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ID, ObjectType } from 'type-graphql';
import { GraphQLPeriod } from '../../../packages/figures/measures/period-scalar.ts';

@Entity({ tableName: 'target' })
@ObjectType({ description: 'A figure that an agreement aims at (objectif), beside what the network counts of it.' })
export class Target {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: 'Its id, given by the association.' })
  id!: string;

  @Property({ type: 'text' })
  agreementId!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: 'The name of its measure: `familiesEquipped`.' })
  indicator!: string;

  @Property({ type: 'double' })
  @Field(() => Float, { description: 'What it should reach, in the unit of the measure.' })
  value!: number;

  @Property({ type: 'text' })
  @Field(() => GraphQLPeriod, { description: 'When.' })
  period!: string;

  /** Code; `FR` for everywhere. */
  @Property({ type: 'text' })
  territory!: string;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: "Whether only what is done in the agreement's programme counts." })
  inProgramme!: boolean;
}
