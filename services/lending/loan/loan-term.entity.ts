import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

@Entity({ tableName: 'loan_term' })
@ObjectType({ description: 'One year of a loan.' })
export class LoanTerm {
  @PrimaryKey({ type: 'text' })
  loanId!: string;

  @PrimaryKey({ type: 'integer' })
  @Field(() => Int, { description: '1 for the first year; each renewal adds one.' })
  number!: number;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'First day.' })
  startsOn!: string;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'Last day: the computer is due back then.' })
  endsOn!: string;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day of the hand-over, or the day the renewal was agreed.' })
  agreedOn!: string;
}
