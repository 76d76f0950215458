import { Arg, Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { DonationPayload } from './donation.payload.ts';
import { whyNotDecidable } from './donation.rules.ts';
import { DonationInput, moveDonation } from './move-donation.ts';

@InputType()
class AcceptDonationInput extends DonationInput {}

@ObjectType()
class AcceptDonationPayload extends DonationPayload {}

@Resolver()
export class AcceptDonation {
  @Mutation(() => AcceptDonationPayload, {
    description: 'Says yes to a donation. Refused with NOT_FOUND, ALREADY_DECIDED, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  acceptDonation(@Arg('input', () => AcceptDonationInput) input: AcceptDonationInput, @Ctx() context: ServiceContext) {
    return moveDonation(context, input, {
      verb: 'acceptDonation',
      whyNot: whyNotDecidable,
      change: (donation, on) => {
        donation.state = 'ACCEPTED';
        donation.acceptedOn = on;
      },
    });
  }
}
