import { Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { OfSeveralLines } from '../../../packages/platform/verb/several-lines.ts';
import { Donation } from '../donation/donation.entity.ts';
import { Certificate } from './certificate.entity.ts';
import { CertificatePayload } from './certificate.payload.ts';
import { alreadySuperseded, whyNotIssuedOn } from './certificate.rules.ts';
import { fatesOfCertificate } from './fate.ts';
import { issue, isTold } from './issuing.ts';

@InputType()
class CorrectCertificateInput extends VerbInput {
  @Field(() => ID, { description: 'The certificate that is wrong.' })
  certificateId!: string;

  @Field(() => String, { description: 'What was wrong, for the donor, 3 to 300 characters; never about a person.' })
  @Length(3, 300)
  @OfSeveralLines()
  reason!: string;
}

@ObjectType()
class CorrectCertificatePayload extends CertificatePayload {}

@Resolver()
export class CorrectCertificate {
  @Mutation(() => CorrectCertificatePayload, {
    description:
      'Issues a new certificate about the same machines as they stand now, which supersedes a wrong one; the wrong one stays readable. Refused with NOT_FOUND, ALREADY_SUPERSEDED, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  correctCertificate(
    @Arg('input', () => CorrectCertificateInput) input: CorrectCertificateInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'correctCertificate', input, async (acting) => {
      const { em, today } = acting;
      const certificate = await findLocked(em, Certificate, input.certificateId, 'certificateId');
      const on = businessDay(input.on, today);
      if ((await em.count(Certificate, { supersedesId: certificate.id })) > 0) throw alreadySuperseded();
      const donation = await findLocked(em, Donation, certificate.donationId, 'certificateId');
      const lines = (await fatesOfCertificate(em, certificate.id)).filter(isTold);
      refuse(whyNotIssuedOn([...lines, { outcome: { on: certificate.issuedOn } }], on));
      const corrected = { certificate, reason: input.reason };
      return { certificate: await issue(context, acting, { donation, on, lines, corrected }) };
    });
  }
}
