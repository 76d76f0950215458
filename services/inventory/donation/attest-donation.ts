import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { Certificate } from '../certificate/certificate.entity.ts';
import { isSettled, stillInWorkshop, whyNotIssuedOn } from '../certificate/certificate.rules.ts';
import { fatesOfDonation } from '../certificate/fate.ts';
import { issue, isTold, untold } from '../certificate/issuing.ts';
import { Donation } from './donation.entity.ts';
import { DonationPayload } from './donation.payload.ts';
import { whyNotAttestable, whyNotOn } from './donation.rules.ts';
import { DonationInput } from './move-donation.ts';

@InputType()
class AttestDonationInput extends DonationInput {}

@ObjectType()
class AttestDonationPayload extends DonationPayload {
  @Field(() => Certificate, {
    nullable: true,
    description: 'The last certificate; null when refused, or when earlier ones already tell of every machine.',
  })
  certificate?: Certificate | null;
}

@Resolver()
export class AttestDonation {
  @Mutation(() => AttestDonationPayload, {
    description:
      'Certifies to the donor what became of every machine, once each is reused, dismantled, recycled, transferred, lost or stolen. Refused with NOT_FOUND, NOT_ACCEPTED, DECLINED, CANCELLED, NOT_INVENTORIED, ALREADY_ATTESTED, STILL_IN_WORKSHOP (naming the machines), IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  attestDonation(@Arg('input', () => AttestDonationInput) input: AttestDonationInput, @Ctx() context: ServiceContext) {
    return act(context, 'attestDonation', input, async (acting) => {
      const donation = await findLocked(acting.em, Donation, input.donationId, 'donationId');
      const on = businessDay(input.on, acting.today);
      refuse(whyNotAttestable(donation) ?? whyNotOn(donation, on));
      const fates = await fatesOfDonation(acting.em, donation.id);
      const unsettled = fates.filter(({ outcome }) => !isSettled(outcome));
      if (unsettled.length > 0) throw stillInWorkshop(unsettled.map(({ label }) => label));
      refuse(whyNotIssuedOn(fates.filter(isTold), on));
      const lines = untold(fates);
      const certificate = lines.length > 0 ? await issue(context, acting, { donation, on, lines }) : null;
      Object.assign(donation, { state: 'ATTESTED', attestedOn: on });
      const details = { certificate: certificate?.number ?? null };
      await acting.happened({ noun: 'Donation', id: donation.id, verb: 'attestDonation', on, details });
      return { donation, certificate };
    });
  }
}
