import { IsOptional, Max, Min } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { ForeignId, refusedFor } from '../../../packages/platform/references/foreign-id.ts';
import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import { keptIdOf } from '../../../packages/platform/merge/kept-organisation.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { operatingSeat } from '../../../packages/platform/verb/operating-seat.ts';
import type { Viewer } from '../../../packages/platform/access/viewer.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Donation } from './donation.entity.ts';
import { DonationPayload } from './donation.payload.ts';

@InputType()
class OfferDonationInput extends VerbInput {
  @Field(() => ID, { description: 'The organisation that gives: `SIRET-…`, else `RNA-W…`, else `ORG-…`.' })
  @ForeignId('organisation')
  donorId!: string;

  @Field(() => ID, { nullable: true, description: 'The programme it is given to, when there is one.' })
  @IsOptional()
  @ForeignId('programme')
  programmeId?: string | null;

  @Field(() => Int, { description: 'How many machines the donor expects to give, from 1 to 100,000.' })
  @Min(1)
  @Max(100_000)
  announcedMachines!: number;
}

@ObjectType()
class OfferDonationPayload extends DonationPayload {}

@Resolver()
export class OfferDonation {
  @Mutation(() => OfferDonationPayload, {
    description: `Records that an organisation offers machines. Refused with NOT_YOUR_ORGANISATION, IN_THE_FUTURE, HUB_HAS_NO_OPERATIONS, ${refusedFor('organisation', 'programme')}.`,
  })
  offerDonation(@Arg('input', () => OfferDonationInput) input: OfferDonationInput, @Ctx() context: ServiceContext) {
    return act(context, 'offerDonation', input, async ({ em, newId, today, happened }) => {
      operatingSeat(context);
      const donorId = await keptIdOf(em, input.donorId);
      refuseForAnother(context.viewer, donorId);
      const { programmeId = null, announcedMachines } = input;
      const offeredOn = businessDay(input.on, today);
      const donation = em.create(Donation, {
        id: newId('donation'),
        state: 'OFFERED',
        donorId,
        programmeId,
        announcedMachines,
        offeredOn,
      });
      await happened({
        noun: 'Donation',
        id: donation.id,
        verb: 'offerDonation',
        on: offeredOn,
        details: { donorId, announcedMachines },
      });
      return { donation };
    });
  }
}

function refuseForAnother({ roles, organisation }: Viewer, donorId: string): void {
  if (roles.some((role) => role !== 'partner') || organisation === donorId) return;
  throw new Refusal('NOT_YOUR_ORGANISATION', 'donorId', {
    en: `You may offer machines for ${organisation ?? 'your own organisation'} only.`,
    fr: `Vous ne pouvez proposer de machines que pour ${organisation ?? 'votre propre organisme'}.`,
  });
}
