import { Arg, Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../kit/service-context.ts';
import type { Acting } from '../../kit/verb/act.ts';
import { operatingSeat } from '../../kit/verb/operating-seat.ts';
import { Computer } from '../computer/computer.entity.ts';
import { reach } from '../computer/milestone.ts';
import { became, standingOf } from '../computer/standing.rules.ts';
import type { Donation } from './donation.entity.ts';
import { DonationPayload } from './donation.payload.ts';
import { whyNotPickable } from './donation.rules.ts';
import { DonationInput, moveDonation } from './move-donation.ts';

@InputType()
class PickUpDonationInput extends DonationInput {}

@ObjectType()
class PickUpDonationPayload extends DonationPayload {}

@Resolver()
export class PickUpDonation {
  @Mutation(() => PickUpDonationPayload, {
    description:
      'Brings a donation to the workshop: its announced machines become COLLECTED. Refused with NOT_FOUND, NOT_ACCEPTED, DECLINED, ALREADY_PICKED_UP, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  pickUpDonation(@Arg('input', () => PickUpDonationInput) input: PickUpDonationInput, @Ctx() context: ServiceContext) {
    return moveDonation(context, input, {
      verb: 'pickUpDonation',
      whyNot: whyNotPickable,
      change: async (donation, on, acting) => {
        donation.state = 'PICKED_UP';
        donation.pickedUpOn = on;
        await collectAnnounced(acting, donation, operatingSeat(context));
      },
    });
  }
}

async function collectAnnounced(
  { em, happened }: Acting,
  { id: donationId, pickedUpOn }: Donation,
  commune: string,
): Promise<void> {
  const on = pickedUpOn!;
  const announced = await em.find(Computer, { donationId, processing: 'ANNOUNCED' });
  const details = announced.map((computer) => {
    const before = standingOf(computer);
    Object.assign(computer, { processing: 'COLLECTED', custody: 'IN_STOCK', movedOn: on });
    return became(before, computer);
  });
  await reach(
    em,
    commune,
    announced.map((computer) => ({ computerId: computer.id, kind: 'COLLECTED', reachedOn: on })),
  );
  const verb = 'pickUpDonation';
  await happened(...announced.map(({ id }, index) => ({ noun: 'Computer', id, verb, on, details: details[index]! })));
}
