import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { GraphQLDateTimeISO, GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

export const ReminderKind = {
  RENEWAL_OPENS: 'RENEWAL_OPENS',
  ENDS_SOON: 'ENDS_SOON',
  DUE: 'DUE',
  OVERDUE: 'OVERDUE',
  OVERDUE_AGAIN: 'OVERDUE_AGAIN',
  OVERDUE_LAST: 'OVERDUE_LAST',
} as const;
export type ReminderKind = keyof typeof ReminderKind;

registerEnumType(ReminderKind, {
  name: 'ReminderKind',
  description: 'What a borrower is reminded of, before and after the end of a term.',
  valuesConfig: {
    RENEWAL_OPENS: { description: 'The loan may be renewed from now on: 60 days before its end.' },
    ENDS_SOON: { description: 'It ends in 30 days.' },
    DUE: { description: 'It ends today.' },
    OVERDUE: { description: 'It ended yesterday.' },
    OVERDUE_AGAIN: { description: 'It ended 15 days ago.' },
    OVERDUE_LAST: { description: 'It ended 30 days ago: the last word before the computer counts as unrecovered.' },
  },
});

export const ReminderChannel = { EMAIL: 'EMAIL', PHONE: 'PHONE' } as const;
export type ReminderChannel = keyof typeof ReminderChannel;

registerEnumType(ReminderChannel, {
  name: 'ReminderChannel',
  description: 'How a borrower is reminded.',
  valuesConfig: {
    EMAIL: { description: 'By an e-mail that is sent by itself: a borrower who agreed to it.' },
    PHONE: { description: 'By somebody who calls, writes or tells them: everybody else.' },
  },
});

export const ReminderState = { DUE: 'DUE', QUEUED: 'QUEUED', FAILED: 'FAILED', SENT: 'SENT', DONE: 'DONE' } as const;
export type ReminderState = keyof typeof ReminderState;

registerEnumType(ReminderState, {
  name: 'ReminderState',
  description: 'What became of a reminder.',
  valuesConfig: {
    DUE: { description: 'Nobody has made it yet.' },
    QUEUED: { description: 'Its e-mail is about to leave.' },
    FAILED: { description: 'Its e-mail could not be sent; it may be tried again, or somebody calls.' },
    SENT: { description: 'Its e-mail was accepted by the server.' },
    DONE: { description: 'Somebody made it.' },
  },
});

@Entity({ tableName: 'reminder' })
@ObjectType({
  description: 'A borrower who is, or is to be, reminded of the end of a term. Each reminder is made once.',
})
export class Reminder {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID)
  id!: string;

  @Property({ type: 'text' })
  loanId!: string;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The last day of the term it is about.' })
  dueOn!: string;

  @Property({ type: 'text' })
  @Field(() => ReminderKind, { description: 'What it is about.' })
  kind!: ReminderKind;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day from which it is to be made.' })
  remindOn!: string;

  @Property({ type: 'text' })
  @Field(() => ReminderChannel, { description: 'How.' })
  channel!: ReminderChannel;

  /** Never `DUE`, which is what the calendar says of loans without such a row. */
  @Property({ type: 'text' })
  @Field(() => ReminderState, { description: 'What became of it.' })
  state!: ReminderState;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'How often its e-mail could not be sent.' })
  attempts!: number;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it failed, as the mail server numbers it; null otherwise.' })
  failure!: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was sent or made; null before.' })
  sentAt!: Date | null;
}

/** A page of reminders, by loan. */
export const ReminderConnection = connectionOf('Reminder', () => Reminder);
