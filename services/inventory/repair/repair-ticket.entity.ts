import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLLocalDate } from '../../kit/scalars.ts';

export const RepairState = { OPEN: 'OPEN', RESOLVED: 'RESOLVED', WRITTEN_OFF: 'WRITTEN_OFF' } as const;
export type RepairState = keyof typeof RepairState;
registerEnumType(RepairState, { name: 'RepairState', description: 'How far a repair has come.' });

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
@ObjectType({ description: 'A fault of a machine and what was done about it.' })
export class RepairTicket {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: '`repair_…`.' })
  id!: string;

  @Property({ type: 'text' })
  computerId!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What is wrong with the machine; never who uses it.' })
  problem!: string;

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

  @Property({ type: 'integer' })
  partsCents!: number;
}

/** What a ticket's outcome says of its state. */
export function repairStateOf({ outcome }: RepairTicket): RepairState {
  if (!outcome) return 'OPEN';
  return outcome === 'WRITTEN_OFF' ? 'WRITTEN_OFF' : 'RESOLVED';
}
