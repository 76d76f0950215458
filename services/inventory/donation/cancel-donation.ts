import { Arg, Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { Computer } from '../computer/computer.entity.ts';
import { strikeOutAll } from '../computer/striking.ts';
import { DonationPayload } from './donation.payload.ts';
import { whyNotCancellable } from './donation.rules.ts';
import { DonationInput, moveDonation } from './move-donation.ts';

@InputType()
class CancelDonationInput extends DonationInput {}

@ObjectType()
class CancelDonationPayload extends DonationPayload {}

@Resolver()
export class CancelDonation {
  @Mutation(() => CancelDonationPayload, {
    description:
      'Records that the donor withdraws before anything was fetched; machines that were announced are struck out as never delivered. A partner cancels its own offer until it is accepted, the workshop afterwards too. Refused with NOT_FOUND, ALREADY_ACCEPTED, DECLINED, CANCELLED, ALREADY_PICKED_UP, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  cancelDonation(@Arg('input', () => CancelDonationInput) input: CancelDonationInput, @Ctx() context: ServiceContext) {
    const isDonor = context.viewer.roles.every((role) => role === 'partner');
    return moveDonation(context, input, {
      verb: 'cancelDonation',
      whyNot: (donation) => whyNotCancellable(donation, isDonor),
      change: async (donation, on, acting) => {
        Object.assign(donation, { state: 'CANCELLED', cancelledOn: on });
        const announced = await acting.em.find(Computer, { donationId: donation.id, custody: 'AT_DONOR' });
        const ids = announced.map(({ id }) => id);
        await strikeOutAll(context, acting, ids, { reason: 'NOT_DELIVERED', on });
      },
    });
  }
}
