import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Inventory owns repairs: how far one has come is its to know. */
@Directive('@key(fields: "id")')
@ObjectType('RepairTicket')
export class RepairTicketStub {
  @Field(() => ID)
  id!: string;
}

export const findRepairTicket = ({ id }: RepairTicketStub): RepairTicketStub => ({ id });
