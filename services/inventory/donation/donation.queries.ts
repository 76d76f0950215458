import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { Organisation } from '../organisation/organisation.stub.ts';
import { Programme } from '../programme/programme.stub.ts';
import { Donation, DonationConnection } from './donation.entity.ts';
import { donationById } from './donation.loaders.ts';
import { DonationState } from './donation.states.ts';

@Resolver(() => Donation)
export class DonationQueries {
  @Query(() => Donation, { nullable: true, description: 'One donation; null when there is none under this id.' })
  donation(@Arg('id', () => ID, { description: '`donation_…`.' }) id: string, @Ctx() context: ServiceContext) {
    return donationById(context).load(id);
  }

  @Query(() => DonationConnection, { description: 'Donations, oldest first; a donor sees its own only.' })
  donations(
    @Arg('state', () => DonationState, { nullable: true, description: 'Only those in this state.' })
    state: DonationState | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ) {
    return readPage<Donation>(context, page, 'select * from donation where $1::text is null or state = $1', [state]);
  }

  @FieldResolver(() => Organisation, { description: 'The organisation that gives.' })
  donor(@Root() { donorId }: Donation): Organisation {
    return { id: donorId };
  }

  @FieldResolver(() => Programme, { nullable: true, description: 'The programme it is given to.' })
  programme(@Root() { programmeId }: Donation): Programme | null {
    return programmeId ? { id: programmeId } : null;
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: Donation, @Ctx() context: ServiceContext) {
    return historyById(context).load(id);
  }
}
