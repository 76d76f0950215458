import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

@Entity({ tableName: 'visa_allocation' })
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Visas that the Region lets the association give: how many, worth how much, until when.' })
export class VisaAllocation {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID)
  id!: string;

  @Property({ type: 'text' })
  programmeId!: string;

  @Property({ type: 'text', nullable: true })
  funderId?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The number of the decision, as the Region gives it.' })
  reference?: string | null;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'How many visas may be given in all.' })
  visas!: number;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'How many were given; those cancelled were given back.' })
  issued!: number;

  @Property({ type: 'integer' })
  amountCents!: number;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Hours to attend for each visa.' })
  hours!: number;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day of the decision.' })
  allocatedOn!: string;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The first day a visa may be given.' })
  validFrom!: string;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The last day of its visas: hours attended later do not count.' })
  validUntil!: string;
}
