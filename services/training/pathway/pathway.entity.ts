import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import { PathwayEnding, PathwayGoal, PathwayOutcome, PathwayState } from './pathway.enums.ts';

@Entity({ tableName: 'pathway' })
@Directive('@key(fields: "id")')
@ObjectType({ description: 'One person’s way through support: why they came, what they learnt, what became of them.' })
export class Pathway {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID)
  id!: string;

  @Property({ type: 'text' })
  personId!: string;

  /** The organisation that sent them; null for who came by themselves. */
  @Property({ type: 'text', nullable: true })
  prescriberId?: string | null;

  @Property({ type: 'text', nullable: true })
  programmeId?: string | null;

  /** Where it counts: the association's seat on the day of prescription. */
  @Property({ type: 'text' })
  commune!: string;

  @Property({ type: 'text' })
  @Field(() => PathwayGoal, { description: 'What it is for.' })
  goal!: PathwayGoal;

  @Property({ type: 'text' })
  @Field(() => PathwayState, { description: 'Where it stands.' })
  state!: PathwayState;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day the person was sent, or came.' })
  prescribedOn!: string;

  /** The day of its last step: none comes before. */
  @Property({ type: 'date' })
  movedOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the support began.' })
  startedOn?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => PathwayEnding, { nullable: true, description: 'How the support ended, when it has.' })
  ending?: PathwayEnding | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the support ended.' })
  endedOn?: string | null;

  @Property({ type: 'text', nullable: true })
  redirectedToId?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => PathwayOutcome, { nullable: true, description: 'What had become of the person at exit.' })
  outcome?: PathwayOutcome | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day that was noted.' })
  exitedOn?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => PathwayOutcome, { nullable: true, description: 'What had become of the person six months later.' })
  laterOutcome?: PathwayOutcome | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day that was noted, six months on or later.' })
  laterOutcomeOn?: string | null;

  /** The merge that made it a second open one of its person, which no rule could foresee. */
  @Property({ type: 'text', nullable: true })
  mergeId?: string | null;
}
