import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import { VisaCancellation, type VisaState } from './visa.enums.ts';

@Entity({ tableName: 'visa' })
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A visa internet: a regional cheque that pays for one person’s training.' })
export class Visa {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID)
  id!: string;

  @Property({ type: 'text' })
  personId!: string;

  @Property({ type: 'text' })
  programmeId!: string;

  /** What it was drawn from; null for those issued before allocations were kept. */
  @Property({ type: 'text', nullable: true })
  allocationId?: string | null;

  /** Where it counts: the association's seat on the day of issue. */
  @Property({ type: 'text' })
  commune!: string;

  /** As recorded: a visa that passes its last day is EXPIRED without anybody recording it (`visaStateOn`). */
  @Property({ type: 'text' })
  state!: VisaState;

  @Property({ type: 'integer' })
  amountCents!: number;

  @Property({ type: 'integer' })
  minutesNeeded!: number;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day it was given to the person.' })
  issuedOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Its last day: hours attended later do not count.' })
  validUntil?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the training began.' })
  startedOn?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the hours were complete.' })
  completedOn?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the Region paid it.' })
  paidOn?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day it was cancelled.' })
  cancelledOn?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => VisaCancellation, { nullable: true, description: 'Why it was cancelled, when it was.' })
  cancellationReason?: VisaCancellation | null;

  /** The day of its last step: none comes before. */
  @Property({ type: 'date' })
  movedOn!: string;

  /** The merge (or, of old, the other programme) that made it a second one of its person: what is unique leaves it out. */
  @Property({ type: 'text', nullable: true })
  mergeId?: string | null;
}
