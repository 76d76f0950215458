import { Arg, Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { DonationPayload } from './donation.payload.ts';
import { whyNotDecidable } from './donation.rules.ts';
import { DonationInput, moveDonation } from './move-donation.ts';

@InputType()
class DeclineDonationInput extends DonationInput {}

@ObjectType()
class DeclineDonationPayload extends DonationPayload {}

@Resolver()
export class DeclineDonation {
  @Mutation(() => DeclineDonationPayload, {
    description: 'Says no to a donation. Refused with NOT_FOUND, ALREADY_DECIDED, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  declineDonation(
    @Arg('input', () => DeclineDonationInput) input: DeclineDonationInput,
    @Ctx() context: ServiceContext,
  ) {
    return moveDonation(context, input, {
      verb: 'declineDonation',
      whyNot: whyNotDecidable,
      change: (donation, on) => {
        donation.state = 'DECLINED';
        donation.declinedOn = on;
      },
    });
  }
}
