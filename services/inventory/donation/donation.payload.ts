import { Field, ObjectType } from 'type-graphql';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import { Donation } from './donation.entity.ts';

/** Base of the payloads that give a donation back. */
@ObjectType()
export abstract class DonationPayload {
  @Field(() => Donation, { nullable: true, description: 'The donation as it is now; null when refused.' })
  donation?: Donation;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}
