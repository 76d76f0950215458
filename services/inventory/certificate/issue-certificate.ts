import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Donation } from '../donation/donation.entity.ts';
import { whyNotOn } from '../donation/donation.rules.ts';
import { CertificatePayload } from './certificate.payload.ts';
import { nothingToCertify, whyNotCertifiable, whyNotIssuedOn } from './certificate.rules.ts';
import { fatesOfDonation } from './fate.ts';
import { issue, untold } from './issuing.ts';

@InputType()
class IssueCertificateInput extends VerbInput {
  @Field(() => ID, { description: 'The donation.' })
  donationId!: string;
}

@ObjectType()
class IssueCertificatePayload extends CertificatePayload {}

@Resolver()
export class IssueCertificate {
  @Mutation(() => IssueCertificatePayload, {
    description:
      'Certifies to the donor what became of the machines of which no certificate tells yet, as far as they have come: a donation may have several certificates. Refused with NOT_FOUND, NOT_PICKED_UP, DONATION_CLOSED, NOTHING_TO_CERTIFY, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  issueCertificate(
    @Arg('input', () => IssueCertificateInput) input: IssueCertificateInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'issueCertificate', input, async (acting) => {
      const donation = await findLocked(acting.em, Donation, input.donationId, 'donationId');
      const on = businessDay(input.on, acting.today);
      refuse(whyNotCertifiable(donation) ?? whyNotOn(donation, on));
      const lines = untold(await fatesOfDonation(acting.em, donation.id));
      if (lines.length === 0) throw nothingToCertify();
      refuse(whyNotIssuedOn(lines, on));
      return { certificate: await issue(context, acting, { donation, on, lines }) };
    });
  }
}
