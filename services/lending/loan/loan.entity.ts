import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

/** What is stored of a loan's progress; `DUE` and `OVERDUE` come from the calendar and are never stored. */
export type StoredLoanState = Exclude<LoanState, 'DUE' | 'OVERDUE'>;

export const LoanState = {
  REQUESTED: 'REQUESTED',
  IN_REVIEW: 'IN_REVIEW',
  WAITLISTED: 'WAITLISTED',
  APPROVED: 'APPROVED',
  REFUSED: 'REFUSED',
  WITHDRAWN: 'WITHDRAWN',
  SIGNED: 'SIGNED',
  ACTIVE: 'ACTIVE',
  DUE: 'DUE',
  OVERDUE: 'OVERDUE',
  RETURNED: 'RETURNED',
  CEDED: 'CEDED',
  UNRECOVERED: 'UNRECOVERED',
  CLOSED: 'CLOSED',
} as const;
export type LoanState = keyof typeof LoanState;

registerEnumType(LoanState, {
  name: 'LoanState',
  description: 'How far a loan has come.',
  valuesConfig: {
    REQUESTED: { description: 'Asked for, not decided yet.' },
    IN_REVIEW: { description: "Somebody looks at the borrower's situation." },
    WAITLISTED: { description: 'On the waiting list: granted when its turn comes.' },
    APPROVED: { description: 'Granted; the contract is to be signed.' },
    REFUSED: { description: 'Not granted; the borrower was directed elsewhere.' },
    WITHDRAWN: { description: 'The borrower gave it up before a computer was handed over.' },
    SIGNED: { description: 'The contract is signed; a computer is to be handed over.' },
    ACTIVE: { description: 'The borrower has the computer, and the term has not ended.' },
    DUE: { description: 'The last day of the term is today.' },
    OVERDUE: { description: 'The term has ended and the computer has not come back.' },
    RETURNED: { description: 'The computer came back.' },
    CEDED: { description: "The computer became the borrower's own." },
    UNRECOVERED: { description: 'The computer will not come back.' },
    CLOSED: { description: 'Over, and nothing leads to the household any more.' },
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

export const LoanPriority = { PRESCRIBED: 'PRESCRIBED', UNEQUIPPED: 'UNEQUIPPED', STANDARD: 'STANDARD' } as const;
export type LoanPriority = keyof typeof LoanPriority;

registerEnumType(LoanPriority, {
  name: 'LoanPriority',
  description: 'Who comes first on the waiting list; within a priority, whoever asked first.',
  valuesConfig: {
    PRESCRIBED: { description: 'A social worker or an employment adviser needs it for somebody they accompany.' },
    UNEQUIPPED: { description: 'Nobody of the household or organisation has a computer.' },
    STANDARD: { description: 'Everybody else.' },
  },
});

export const LoanLossKind = { LOST: 'LOST', STOLEN: 'STOLEN', NOT_RETURNED: 'NOT_RETURNED' } as const;
export type LoanLossKind = keyof typeof LoanLossKind;

registerEnumType(LoanLossKind, {
  name: 'LoanLossKind',
  description: 'Why a computer will not come back from a loan.',
  valuesConfig: {
    LOST: { description: 'The borrower says it is lost.' },
    STOLEN: { description: 'It was stolen, and a complaint was lodged.' },
    NOT_RETURNED: { description: 'The borrower has not brought it back, and every reminder was made.' },
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

  /** Null for an organisation, and once the loan is closed. */
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
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day its review began.' })
  reviewStartedOn?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day it was put on the waiting list.' })
  waitlistedOn?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => LoanPriority, { nullable: true, description: 'Its priority on the waiting list, if it ever was on it.' })
  priority?: LoanPriority | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it has that priority; forgotten when it is closed.' })
  priorityReason?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why it was granted before those who waited longer; forgotten when it is closed.',
  })
  outOfTurnReason?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why a manager granted it although nothing entitled the household; forgotten when it is closed.',
  })
  overrideReason?: string | null;

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

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the borrower gave it up.' })
  withdrawnOn?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The last day on which the staff had the computer before them.',
  })
  lastSeenOn?: string | null;

  @Property({ type: 'date', nullable: true })
  cededOn?: string | null;

  /** What the borrower paid for the computer, in cents. */
  @Property({ type: 'integer', nullable: true })
  priceCents?: number | null;

  @Property({ type: 'date', nullable: true })
  unrecoveredOn?: string | null;

  @Property({ type: 'text', nullable: true })
  loss?: LoanLossKind | null;

  @Property({ type: 'date', nullable: true })
  complainedOn?: string | null;

  /** The last day on which the borrower may neither request nor renew, because of this loan. */
  @Property({ type: 'date', nullable: true })
  sanctionUntil?: string | null;

  @Property({ type: 'date', nullable: true })
  sanctionLiftedOn?: string | null;

  @Property({ type: 'text', nullable: true })
  sanctionLiftReason?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day nothing led to the household any more.' })
  closedOn?: string | null;

  /** Stands for the household in the figures of a closed loan: random, and the same for loans closed together. */
  @Property({ type: 'text', nullable: true })
  detachedId?: string | null;

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

  /** The organisation to which the borrower was directed. */
  @Property({ type: 'text', nullable: true })
  refusalOrganisationId?: string | null;

  /** What crosses to inventory and has no answer yet. */
  @Property({ type: 'text', nullable: true })
  crossingId!: string | null;
}

/** A page of loans, oldest first. */
export const LoanConnection = connectionOf('Loan', () => Loan);
