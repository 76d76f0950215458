import { Field, ObjectType } from 'type-graphql';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import { RepairTicket } from './repair-ticket.entity.ts';

/** Base of the payloads that give a repair ticket back. */
@ObjectType()
export abstract class RepairPayload {
  @Field(() => RepairTicket, { nullable: true, description: 'The ticket as it is now; null when refused.' })
  repairTicket?: RepairTicket;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}
