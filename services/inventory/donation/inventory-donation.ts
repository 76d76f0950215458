import { Arg, Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { DonationPayload } from './donation.payload.ts';
import { whyNotInventoriable } from './donation.rules.ts';
import { DonationInput, moveDonation } from './move-donation.ts';

@InputType()
class InventoryDonationInput extends DonationInput {}

@ObjectType()
class InventoryDonationPayload extends DonationPayload {}

@Resolver()
export class InventoryDonation {
  @Mutation(() => InventoryDonationPayload, {
    description:
      'Closes the inventory of a donation: every machine that came is registered. Refused with NOT_FOUND, NOT_ACCEPTED, DECLINED, CANCELLED, NOT_PICKED_UP, INVENTORY_CLOSED, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  inventoryDonation(
    @Arg('input', () => InventoryDonationInput) input: InventoryDonationInput,
    @Ctx() context: ServiceContext,
  ) {
    return moveDonation(context, input, {
      verb: 'inventoryDonation',
      whyNot: whyNotInventoriable,
      change: (donation, on) => {
        donation.state = 'INVENTORIED';
        donation.inventoriedOn = on;
      },
    });
  }
}
