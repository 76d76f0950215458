import { LockMode } from '@mikro-orm/postgresql';
import { ArrayMaxSize, IsOptional } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { Acting } from '../../../packages/platform/verb/act.ts';
import { operatingSeat } from '../../../packages/platform/verb/operating-seat.ts';
import { Computer } from '../computer/computer.entity.ts';
import { LONGEST_LIST } from '../computer/computer.payload.ts';
import { reach } from '../computer/milestone.ts';
import { became, standingOf } from '../computer/standing.rules.ts';
import { strikeOutAll } from '../computer/striking.ts';
import type { Donation } from './donation.entity.ts';
import { DonationPayload } from './donation.payload.ts';
import { notAnnounced, whyNotPickable } from './donation.rules.ts';
import { DonationInput, moveDonation } from './move-donation.ts';

@InputType()
class PickUpDonationInput extends DonationInput {
  @Field(() => [ID], {
    nullable: true,
    description: 'Announced machines that did not come, up to 500: they are struck out as never delivered.',
  })
  @IsOptional()
  @ArrayMaxSize(LONGEST_LIST)
  missing?: string[] | null;
}

@ObjectType()
class PickUpDonationPayload extends DonationPayload {}

@Resolver()
export class PickUpDonation {
  @Mutation(() => PickUpDonationPayload, {
    description:
      'Brings a donation to the workshop: its announced machines become COLLECTED, those that did not come are struck out. Refused with NOT_FOUND, NOT_ACCEPTED, DECLINED, CANCELLED, ALREADY_PICKED_UP, NOT_ANNOUNCED, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  pickUpDonation(@Arg('input', () => PickUpDonationInput) input: PickUpDonationInput, @Ctx() context: ServiceContext) {
    return moveDonation(context, input, {
      verb: 'pickUpDonation',
      whyNot: whyNotPickable,
      change: async (donation, on, acting) => {
        donation.state = 'PICKED_UP';
        donation.pickedUpOn = on;
        const announced = await findAnnounced(acting, donation);
        const missing = missingOf(announced, input.missing ?? []);
        await strikeOutAll(context, acting, [...missing], { reason: 'NOT_DELIVERED', on });
        const came = announced.filter(({ id }) => !missing.has(id));
        await collect(acting, came, { on, commune: operatingSeat(context) });
      },
    });
  }
}

/** Locked: nobody strikes one out while it is collected. */
const findAnnounced = ({ em }: Acting, { id: donationId }: Donation): Promise<Computer[]> => {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } } as const;
  return em.find(Computer, { donationId, custody: 'AT_DONOR' }, lock);
};

function missingOf(announced: readonly Computer[], named: readonly string[]): Set<string> {
  const ids = new Set(announced.map(({ id }) => id));
  const stranger = named.findIndex((id) => !ids.has(id));
  if (stranger >= 0) throw notAnnounced(stranger);
  return new Set(named);
}

async function collect(
  { em, happened }: Acting,
  announced: readonly Computer[],
  { on, commune }: { on: string; commune: string },
): Promise<void> {
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
