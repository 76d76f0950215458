import { Arg, Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { DonationPayload } from './donation.payload.ts';
import { whyNotClosable } from './donation.rules.ts';
import { DonationInput, moveDonation } from './move-donation.ts';

@InputType()
class CloseDonationInput extends DonationInput {}

@ObjectType()
class CloseDonationPayload extends DonationPayload {}

@Resolver()
export class CloseDonation {
  @Mutation(() => CloseDonationPayload, {
    description:
      'Closes an attested donation: the donor has its certificates. Refused with NOT_FOUND, NOT_ATTESTED, ALREADY_CLOSED, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  closeDonation(@Arg('input', () => CloseDonationInput) input: CloseDonationInput, @Ctx() context: ServiceContext) {
    return moveDonation(context, input, {
      verb: 'closeDonation',
      whyNot: whyNotClosable,
      change: (donation, on) => {
        donation.state = 'CLOSED';
        donation.closedOn = on;
      },
    });
  }
}
