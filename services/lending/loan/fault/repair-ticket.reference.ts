import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Inventory owns repairs: how far one has come is its to know. */
@Directive('@key(fields: "id")')
@ObjectType('RepairTicket', { description: 'The repair of a computer, which the inventory follows.' })
export class RepairTicketStub {
  @Field(() => ID)
  id!: string;
}

export const findRepairTicket = ({ id }: RepairTicketStub): RepairTicketStub => ({ id });
