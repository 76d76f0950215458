import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

@Entity({ tableName: 'receipt' })
@ObjectType({ description: 'A movement in the ledger of an instalment: money that came, or the reversal of an entry.' })
export class Receipt {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: 'Its id, given by the association.' })
  id!: string;

  @Property({ type: 'text' })
  instalmentId!: string;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day the money came; of a reversal, that of the entry it undoes.' })
  receivedOn!: string;

  /** Negative for a reversal. */
  @Property({ type: 'integer' })
  cents!: number;

  @Property({ type: 'text', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The entry it undoes; null for money that came.' })
  reverses!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why an entry was undone.' })
  reason!: string | null;
}
