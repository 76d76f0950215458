import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

export const TransferDirection = { OUTGOING: 'OUTGOING', INCOMING: 'INCOMING' } as const;
export type TransferDirection = keyof typeof TransferDirection;
registerEnumType(TransferDirection, {
  name: 'TransferDirection',
  description: 'Which way machines go, seen from this association.',
  valuesConfig: {
    OUTGOING: { description: 'From here to another association.' },
    INCOMING: { description: 'From another association to here.' },
  },
});

export const TransferState = {
  OFFERED: 'OFFERED',
  ACCEPTED: 'ACCEPTED',
  DECLINED: 'DECLINED',
  WITHDRAWN: 'WITHDRAWN',
  RELEASED: 'RELEASED',
  RECEIVED: 'RECEIVED',
} as const;
export type TransferState = keyof typeof TransferState;
registerEnumType(TransferState, {
  name: 'TransferState',
  description: 'How far a transfer has come, as far as this side knows.',
  valuesConfig: {
    OFFERED: { description: 'Outgoing: the other side has not answered; it may be withdrawn.' },
    ACCEPTED: { description: 'Incoming: accepted here; the machines are ours once the other side releases them.' },
    DECLINED: { description: 'The receiving side said no.' },
    WITHDRAWN: { description: 'The offering side took its offer back.' },
    RELEASED: { description: "Outgoing: given up for good; the machines are the other side's." },
    RECEIVED: { description: 'Incoming: the machines are in our stock.' },
  },
});

@Entity({ tableName: 'transfer' })
@ObjectType({
  description: 'Machines on their way from one association to another. Each side has its own record of it.',
})
export class Transfer {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: '`transfer_…`: the same on both sides.' })
  id!: string;

  @Property({ type: 'text' })
  @Field(() => TransferDirection, { description: 'Which way the machines go.' })
  direction!: TransferDirection;

  @Property({ type: 'text' })
  @Field(() => TransferState, { description: 'How far it has come.' })
  state!: TransferState;

  @Property({ type: 'text' })
  @Field(() => ID, { description: 'The other association.' })
  association!: string;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day of the offer.' })
  offeredOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the receiving side accepted or declined.' })
  answeredOn?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the offering side released or withdrew.' })
  decidedOn?: string | null;

  /** The signed messages, as they were sent. */
  @Property({ type: 'text' })
  offer!: string;

  @Property({ type: 'text', nullable: true })
  answer?: string | null;

  @Property({ type: 'text', nullable: true })
  decision?: string | null;
}

export const TransferConnection = connectionOf('Transfer', () => Transfer);

/** What this side has to send to the other one; null when it waits or when all is said. */
export function messageToSend({ direction, state, offer, answer, decision }: Transfer): string | null {
  if (direction === 'INCOMING') return answer ?? null;
  return state === 'OFFERED' ? offer : (decision ?? null);
}
