import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

export const ComputerCondition = { WORKING: 'WORKING', BROKEN: 'BROKEN' } as const;
export type ComputerCondition = keyof typeof ComputerCondition;

registerEnumType(ComputerCondition, {
  name: 'ComputerCondition',
  description: 'How a computer came back from a loan.',
  valuesConfig: {
    WORKING: { description: 'It works; its storage is to be erased again all the same.' },
    BROKEN: { description: 'It needs a repair, or the end of its life.' },
  },
});

@Entity({ tableName: 'loan_machine' })
@ObjectType({ description: 'A computer and the days it was on a loan.' })
export class LoanMachine {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  loanId!: string;

  @Property({ type: 'text' })
  computerId!: string;

  /** Null while the computer is reserved and inventory has not let it go yet. */
  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { description: 'The day the borrower received it.' })
  fromOn!: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day it left the loan; null while it is out.' })
  toOn!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => ComputerCondition, {
    nullable: true,
    description: 'How it came back; null while it is out, and when it does not come back.',
  })
  condition!: ComputerCondition | null;

  /** The organisation that gave the computer, as inventory told. */
  @Property({ type: 'text', nullable: true })
  donorId!: string | null;

  /** What inventory told it is: `LAPTOP`, `DESKTOP`…; null for one handed over before that was asked. */
  @Property({ type: 'text', nullable: true })
  kind?: string | null;
}
