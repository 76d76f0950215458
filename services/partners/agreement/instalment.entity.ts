import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

@Entity({ tableName: 'instalment' })
@ObjectType({ description: "A part of an agreement's money (tranche): planned, then received." })
export class Instalment {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: 'Its id, given by the association.' })
  id!: string;

  @Property({ type: 'text' })
  agreementId!: string;

  /** From 1, in the order of their due days. */
  @Property({ type: 'integer' })
  number!: number;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day it is planned for.' })
  dueOn!: string;

  @Property({ type: 'integer' })
  amountCents!: number;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the money came; null before.' })
  receivedOn!: string | null;

  @Property({ type: 'integer', nullable: true })
  receivedCents!: number | null;

  /** Where the money counts: the association's seat on the day it came. */
  @Property({ type: 'text', nullable: true })
  commune!: string | null;

  /** The version of the terms that replaced it by others; null while it is planned or received. */
  @Property({ type: 'integer', nullable: true })
  withdrawnIn!: number | null;
}
