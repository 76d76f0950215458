import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { badInput } from '../../../packages/platform/refusals/bad-input.ts';
import { today } from '../../../packages/calendar/clock.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { Donation } from '../donation/donation.entity.ts';
import { donationById } from '../donation/donation.loaders.ts';
import { Organisation } from '../organisation/organisation.stub.ts';
import { Computer, ComputerConnection } from './computer.entity.ts';
import { computerById, computersByDonation, recyclingByComputer } from './computer.loaders.ts';
import { ComputerKind, Custody, Processing } from './computer.states.ts';
import { milestonesByComputer, type MilestoneKind } from './milestone.ts';
import { ComputerStanding } from './standing.payload.ts';
import { fold } from './standing.rules.ts';
import { Recycling } from './recycling.entity.ts';

const LABELLED = `select c.* from computer c join alias a on a.computer_id = c.id
  where a.kind = 'LABEL' and lower(a.value) = lower($1)`;

@Resolver(() => Computer)
export class ComputerQueries {
  @Query(() => Computer, { nullable: true, description: 'One machine; null when there is none under this id.' })
  computer(@Arg('id', () => ID, { description: '`computer_…`.' }) id: string, @Ctx() context: ServiceContext) {
    return computerById(context).load(id);
  }

  @Query(() => Computer, { nullable: true, description: 'The machine that wears or wore a label; null when none did.' })
  async computerByLabel(
    @Arg('label', () => String, { description: 'What the workshop wrote on it, whatever the case.' }) label: string,
    @Ctx() { sql }: ServiceContext,
  ) {
    const [computer] = await sql.rows<Computer>(LABELLED, [label.trim()]);
    return computer ?? null;
  }

  @Query(() => ComputerConnection, {
    description: 'Machines, oldest first; those that were struck out only when asked for.',
  })
  computers(
    @Arg('processing', () => Processing, { nullable: true, description: 'Only those as far as this.' })
    processing: Processing | null,
    @Arg('custody', () => Custody, { nullable: true, description: 'Only those that are there.' })
    custody: Custody | null,
    @Arg('kind', () => ComputerKind, { nullable: true, description: 'Only those of this kind.' })
    kind: ComputerKind | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ) {
    const list = `select * from computer where ($1::text is null or processing = $1)
      and (custody = $2 or $2::text is null and custody <> 'STRUCK_OUT') and ($3::text is null or kind = $3)`;
    return readPage<Computer>(context, page, list, [processing, custody, kind]);
  }

  @FieldResolver(() => Donation, { description: 'The donation it came in.' })
  donation(@Root() { donationId }: Computer, @Ctx() context: ServiceContext) {
    return donationById(context).load(donationId);
  }

  @FieldResolver(() => GraphQLLocalDate, { nullable: true, description: 'The day it reached the workshop.' })
  collectedOn(@Root() computer: Computer, @Ctx() context: ServiceContext) {
    return dayOf(computer, 'COLLECTED', context);
  }

  @FieldResolver(() => GraphQLLocalDate, { nullable: true, description: 'The day it was READY for the first time.' })
  readyOn(@Root() computer: Computer, @Ctx() context: ServiceContext) {
    return dayOf(computer, 'READY', context);
  }

  @FieldResolver(() => GraphQLLocalDate, { nullable: true, description: 'The day the recycler took it.' })
  recycledOn(@Root() computer: Computer, @Ctx() context: ServiceContext) {
    return dayOf(computer, 'RECYCLED', context);
  }

  @FieldResolver(() => Recycling, { nullable: true, description: 'The proof that it was recycled.' })
  recycling(@Root() { id }: Computer, @Ctx() context: ServiceContext) {
    return recyclingByComputer(context).load(id);
  }

  @FieldResolver(() => ComputerStanding, {
    nullable: true,
    description: 'Where it stood at the end of a past day, by what is recorded now; null before its first step.',
  })
  async stateOn(
    @Root() { id }: Computer,
    @Arg('day', () => GraphQLLocalDate, { description: 'Today or a past day.' }) day: string,
    @Ctx() context: ServiceContext,
  ): Promise<ComputerStanding | null> {
    if (day > today(context.clock)) throw badInput('day', 'has not come yet');
    return fold(await historyById(context).load(id), day);
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: Computer, @Ctx() context: ServiceContext) {
    return historyById(context).load(id);
  }
}

@Resolver(() => Donation)
export class DonatedComputers {
  @FieldResolver(() => ComputerConnection, { description: 'Its registered machines, oldest first.' })
  computers(@Root() { id }: Donation, @Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return computersByDonation(context, id, page);
  }
}

async function dayOf({ id }: Computer, kind: MilestoneKind, context: ServiceContext): Promise<string | null> {
  const milestones = await milestonesByComputer(context).load(id);
  return milestones.find((milestone) => milestone.kind === kind)?.reachedOn ?? null;
}

@Resolver(() => Recycling)
export class RecyclingQueries {
  @FieldResolver(() => Organisation, { description: 'Who recycled it.' })
  recycler(@Root() { recyclerId }: Recycling): Organisation {
    return { id: recyclerId };
  }
}
