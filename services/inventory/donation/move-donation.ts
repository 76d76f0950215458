import { Field, ID, InputType } from 'type-graphql';
import { refuse, type Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Donation } from './donation.entity.ts';
import { whyNotOn } from './donation.rules.ts';

/** What a verb on one donation is told. */
@InputType()
export abstract class DonationInput extends VerbInput {
  @Field(() => ID, { description: 'The donation.' })
  donationId!: string;
}

/** One step of a donation: the rule first, then the change, then the history. */
export interface DonationStep {
  verb: string;
  whyNot(donation: Donation): Refusal | null;
  change(donation: Donation, on: string, acting: Acting): void | Promise<void>;
}

/** Takes a donation one step on. Refuses `NOT_FOUND`, `IN_THE_FUTURE`, `OUT_OF_ORDER` and what the step's rule says. */
export function moveDonation(context: ServiceContext, input: DonationInput, { verb, whyNot, change }: DonationStep) {
  return act(context, verb, input, async (acting) => {
    const donation = await findLocked(acting.em, Donation, input.donationId, 'donationId');
    const on = businessDay(input.on, acting.today);
    refuse(whyNot(donation) ?? whyNotOn(donation, on));
    await change(donation, on, acting);
    await acting.happened({ noun: 'Donation', id: donation.id, verb, on });
    return { donation };
  });
}
