import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLLocalDate } from '../../kit/scalars.ts';

/** ISSUED → STARTED → COMPLETED. */
export const VisaState = { ISSUED: 'ISSUED', STARTED: 'STARTED', COMPLETED: 'COMPLETED' } as const;
export type VisaState = keyof typeof VisaState;
registerEnumType(VisaState, {
  name: 'VisaState',
  description: 'Where a visa stands.',
  valuesConfig: {
    ISSUED: { description: 'Given to the person; its amount is frozen.' },
    STARTED: { description: 'The training has begun; hours count from here.' },
    COMPLETED: { description: 'The hours were attended.' },
  },
});

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

  /** Where it counts: the association's seat on the day of issue. */
  @Property({ type: 'text' })
  commune!: string;

  @Property({ type: 'text' })
  @Field(() => VisaState, { description: 'Where it stands.' })
  state!: VisaState;

  @Property({ type: 'integer' })
  amountCents!: number;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day it was given to the person.' })
  issuedOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the training began.' })
  startedOn?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the hours were complete.' })
  completedOn?: string | null;
}
