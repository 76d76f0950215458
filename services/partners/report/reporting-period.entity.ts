import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLPeriod } from '../../../packages/figures/measures/period-scalar.ts';
import { GraphQLDateTimeISO, GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { StatedAgreement } from './statement.ts';

export const ReportState = {
  OPEN: 'OPEN',
  SUBMITTED: 'SUBMITTED',
  APPROVED: 'APPROVED',
  LOCKED: 'LOCKED',
  DISCARDED: 'DISCARDED',
} as const;
export type ReportState = keyof typeof ReportState;
registerEnumType(ReportState, {
  name: 'ReportState',
  description: 'Where a reporting period stands.',
  valuesConfig: {
    OPEN: { description: 'Nothing is told yet.' },
    SUBMITTED: { description: 'Its figures were read and kept, and wait for a second pair of eyes.' },
    APPROVED: { description: 'Somebody else found them right.' },
    LOCKED: { description: 'They never change: what is wrong is put right by another revision.' },
    DISCARDED: { description: 'It was opened by mistake, and tells nothing.' },
  },
});

@Entity({ tableName: 'reporting_period' })
@ObjectType({
  description:
    'A period that is reported on (période de bilan), for an agreement or a whole programme, in a territory.',
})
export class ReportingPeriod {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: 'Its id, given by the instance.' })
  id!: string;

  @Property({ type: 'text', nullable: true })
  agreementId!: string | null;

  /** Set when it is about a programme, not about an agreement. */
  @Property({ type: 'text', nullable: true })
  programmeId!: string | null;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether only what was done in the programme is counted.' })
  inProgramme!: boolean;

  @Property({ type: 'text' })
  @Field(() => GraphQLPeriod, { description: 'A year, a quarter or a month.' })
  period!: string;

  /** Code; `FR` for everywhere. */
  @Property({ type: 'text' })
  territory!: string;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '1, and one more with each correction.' })
  revision!: number;

  /** Id of the locked revision that this one corrects. */
  @Property({ type: 'text', nullable: true })
  supersedes!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why the revision before it is corrected; null for the first.' })
  reason!: string | null;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day it was opened.' })
  openedOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day it was given up as opened by mistake.' })
  discardedOn!: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day its figures were read and submitted.' })
  submittedOn!: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'The instant at which its figures were read.' })
  submittedAt!: Date | null;

  /** The subject of whoever submitted it, who must not approve it. */
  @Property({ type: 'text', nullable: true })
  submittedBy!: string | null;

  /** The agreements it is about, as they were when it was submitted. */
  @Property({ type: 'json', nullable: true })
  statement!: StatedAgreement[] | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day somebody else approved it.' })
  approvedOn!: string | null;

  @Property({ type: 'text', nullable: true })
  approvedBy!: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day it was locked.' })
  lockedOn!: string | null;

  @Property({ type: 'datetime', nullable: true })
  lockedAt!: Date | null;
}
