import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../kit/paging/connection.ts';
import { GraphQLLocalDate } from '../../kit/scalars.ts';

/** What is stored of a loan's progress; `DUE` and `OVERDUE` come from the calendar and are never stored. */
export type StoredLoanState = 'REQUESTED' | 'APPROVED' | 'REFUSED' | 'SIGNED' | 'ACTIVE' | 'RETURNED';

export const LoanState = {
  REQUESTED: 'REQUESTED',
  APPROVED: 'APPROVED',
  REFUSED: 'REFUSED',
  SIGNED: 'SIGNED',
  ACTIVE: 'ACTIVE',
  DUE: 'DUE',
  OVERDUE: 'OVERDUE',
  RETURNED: 'RETURNED',
} as const;
export type LoanState = keyof typeof LoanState;

registerEnumType(LoanState, {
  name: 'LoanState',
  description: 'How far a loan has come.',
  valuesConfig: {
    REQUESTED: { description: 'Asked for, not decided yet.' },
    APPROVED: { description: 'Granted; the contract is to be signed.' },
    REFUSED: { description: 'Not granted; the borrower was directed elsewhere.' },
    SIGNED: { description: 'The contract is signed; a computer is to be handed over.' },
    ACTIVE: { description: 'The borrower has the computer, and the term has not ended.' },
    DUE: { description: 'The last day of the term is today.' },
    OVERDUE: { description: 'The term has ended and the computer has not come back.' },
    RETURNED: { description: 'The computer came back.' },
  },
});

export const LoanRefusalReason = {
  NOT_ELIGIBLE: 'NOT_ELIGIBLE',
  OUTSIDE_AREA: 'OUTSIDE_AREA',
  NO_COMPUTER_LEFT: 'NO_COMPUTER_LEFT',
  OTHER: 'OTHER',
} as const;
export type LoanRefusalReason = keyof typeof LoanRefusalReason;

registerEnumType(LoanRefusalReason, {
  name: 'LoanRefusalReason',
  description: 'Why a loan was not granted.',
  valuesConfig: {
    NOT_ELIGIBLE: { description: 'The borrower does not meet the conditions.' },
    OUTSIDE_AREA: { description: 'The borrower lives or works where the association does not lend.' },
    NO_COMPUTER_LEFT: { description: 'There is no computer to lend.' },
    OTHER: { description: 'Anything else.' },
  },
});

@Entity({ tableName: 'loan' })
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A computer lent to a household or an organisation for one year, renewable.' })
export class Loan {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID)
  id!: string;

  @Property({ type: 'text' })
  state!: StoredLoanState;

  @Property({ type: 'text', nullable: true })
  householdId!: string | null;

  @Property({ type: 'text', nullable: true })
  organisationId!: string | null;

  @Property({ type: 'text', nullable: true })
  programmeId!: string | null;

  /** Where the borrower is at the time of the loan: "COM-56121". */
  @Property({ type: 'text' })
  commune!: string;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day it was asked for.' })
  requestedOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day it was granted.' })
  approvedOn!: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the contract was signed.' })
  signedOn!: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the first computer was handed over.' })
  startedOn!: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The last day of the present term.' })
  dueOn!: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the computer came back for good.' })
  returnedOn!: string | null;

  /** Terms so far: 0 until the computer is handed over, 1 for the first year. */
  @Property({ type: 'integer' })
  termCount!: number;

  /** The day of the last thing that happened to it: nothing may be dated before. */
  @Property({ type: 'date' })
  lastStepOn!: string;

  @Property({ type: 'text', nullable: true })
  refusalReason!: LoanRefusalReason | null;

  @Property({ type: 'text', nullable: true })
  refusalReferral!: string | null;

  /** The hand-over, swap or return that inventory has not answered yet. */
  @Property({ type: 'text', nullable: true })
  crossingId!: string | null;
}

/** A page of loans, oldest first. */
export const LoanConnection = connectionOf('Loan', () => Loan);
