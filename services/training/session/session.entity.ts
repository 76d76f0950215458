import { ArrayType } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import { Accessibility } from '../place/accessibility.ts';
import { CancellationReason, SessionKind, SessionMode, SessionState, SessionTheme } from './session.enums.ts';

@Entity({ tableName: 'session' })
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A session of support or training, for one person or for a group.' })
export class Session {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID)
  id!: string;

  @Property({ type: 'text' })
  @Field(() => SessionKind, { description: 'For one person or for a group.' })
  kind!: SessionKind;

  @Property({ type: 'text' })
  @Field(() => SessionMode, { description: "On site, at people's homes, or remote." })
  mode!: SessionMode;

  @Property({ type: 'text', nullable: true })
  placeId?: string | null;

  /** Where it and its public count: its place's commune, or the seat for one at home or remote. */
  @Property({ type: 'text' })
  commune!: string;

  /** Where the time of its staff counts: the association's seat when it was planned. */
  @Property({ type: 'text' })
  staffCommune!: string;

  @Property({ type: 'text', nullable: true })
  programmeId?: string | null;

  @Property({ type: 'text', nullable: true })
  organisationId?: string | null;

  @Property({ type: 'text' })
  @Field(() => SessionTheme, { description: 'What it is about.' })
  theme!: SessionTheme;

  @Property({ type: 'text' })
  @Field(() => SessionState, { description: 'Where it stands.' })
  state!: SessionState;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day it is or was planned for.' })
  scheduledOn!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'When it begins, in France: `14:00`; null when not said.' })
  startTime?: string | null;

  /** The training body whose distance course is followed at a P@T. */
  @Property({ type: 'text', nullable: true })
  courseProviderId?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The distance course that is followed, at a P@T.' })
  courseName?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The day it was held, which may differ from the plan.',
  })
  heldOn?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => CancellationReason, { nullable: true, description: 'Why it was cancelled, when it was.' })
  cancellationReason?: CancellationReason | null;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'How long, in minutes: planned, then real.' })
  minutes!: number;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'How many people may book; walk-ins are not bound by it.' })
  seats!: number;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'How many of the staff, volunteers included.' })
  staffCount!: number;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'How many people came whose names were not taken.' })
  anonymousAttendance!: number;

  @Property({ type: ArrayType })
  @Field(() => [Accessibility], { description: 'Whom it is prepared to receive: LSF when sign language is spoken.' })
  accessibility!: Accessibility[];

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'How often it was changed, held, corrected or cancelled since it was written.' })
  revision!: number;

  /** When it was last changed: calendars that follow its place are told. */
  @Property({ type: Date })
  changedAt!: Date;
}
