import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../../../packages/platform/read/connection.ts';
import { GraphQLLocalDate } from '../../../../packages/platform/schema/scalars.ts';

export const FaultResolution = { REPAIRED: 'REPAIRED', SWAPPED: 'SWAPPED', LOAN_ENDED: 'LOAN_ENDED' } as const;
export type FaultResolution = keyof typeof FaultResolution;

registerEnumType(FaultResolution, {
  name: 'FaultResolution',
  description: 'How a fault stopped being a trouble for the borrower.',
  valuesConfig: {
    REPAIRED: { description: 'The computer was mended and stayed with the borrower.' },
    SWAPPED: { description: 'The borrower received another computer.' },
    LOAN_ENDED: { description: 'The loan ended.' },
  },
});

@Entity({ tableName: 'loan_fault' })
@ObjectType({ description: 'A fault of a computer on loan, as it was reported.' })
export class LoanFault {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Property({ type: 'text' })
  loanId!: string;

  @Property({ type: 'text' })
  computerId!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What is wrong with the computer; never who uses it.' })
  problem!: string;

  @Property({ type: 'text' })
  repairTicketId!: string;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day it was reported.' })
  reportedOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day it was over; null until then.' })
  resolvedOn?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => FaultResolution, { nullable: true, description: 'How; null until then.' })
  resolution?: FaultResolution | null;
}

/** A page of faults, oldest first. */
export const LoanFaultConnection = connectionOf('LoanFault', () => LoanFault);
