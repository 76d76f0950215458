import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

export const RepairState = {
  ASSESS: 'ASSESS',
  PARTS: 'PARTS',
  REPAIRING: 'REPAIRING',
  RESOLVED: 'RESOLVED',
  WRITTEN_OFF: 'WRITTEN_OFF',
} as const;
export type RepairState = keyof typeof RepairState;
registerEnumType(RepairState, {
  name: 'RepairState',
  description: 'How far a repair has come.',
  valuesConfig: {
    ASSESS: { description: 'Reported: somebody is to find out what is wrong.' },
    PARTS: { description: 'Waits for parts.' },
    REPAIRING: { description: 'Under way.' },
    RESOLVED: { description: 'Ended, and the machine works.' },
    WRITTEN_OFF: { description: 'Ended: not worth it.' },
  },
});

export const RepairOutcome = {
  REPAIRED: 'REPAIRED',
  NO_FAULT_FOUND: 'NO_FAULT_FOUND',
  WRITTEN_OFF: 'WRITTEN_OFF',
} as const;
export type RepairOutcome = keyof typeof RepairOutcome;
registerEnumType(RepairOutcome, {
  name: 'RepairOutcome',
  description: 'How a repair ended.',
  valuesConfig: {
    REPAIRED: { description: 'It works again.' },
    NO_FAULT_FOUND: { description: 'It worked all along.' },
    WRITTEN_OFF: { description: 'Not worth it: the machine waits for the recycler.' },
  },
});

@Entity({ tableName: 'repair_ticket' })
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A fault of a machine and what was done about it.' })
export class RepairTicket {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: '`repair_…`.' })
  id!: string;

  @Property({ type: 'text' })
  computerId!: string;

  @Property({ type: 'text' })
  @Field(() => String, {
    description: 'What is wrong with the machine, never who uses it; empty once the borrower who said it is forgotten.',
  })
  problem!: string;

  @Property({ type: 'text' })
  @Field(() => RepairState, { description: 'How far it has come.' })
  state!: RepairState;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day the fault was reported.' })
  openedOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the work ended.' })
  resolvedOn?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => RepairOutcome, { nullable: true, description: 'How it ended; null while it is open.' })
  outcome?: RepairOutcome | null;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Working time, in minutes.' })
  minutes!: number;

  /** Of the parts fitted from the stock, and of those that were named when it ended. */
  @Property({ type: 'integer' })
  partsCents!: number;

  /** The day of its latest step: the next one cannot come before. */
  @Property({ type: 'date' })
  movedOn!: string;

  /** What at lending opened it. */
  @Property({ type: 'text', nullable: true })
  crossingId?: string | null;
}

export const RepairTicketConnection = connectionOf('RepairTicket', () => RepairTicket);
