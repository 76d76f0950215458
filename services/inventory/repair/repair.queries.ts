import { Arg, Args, Ctx, FieldResolver, Float, Query, Resolver, Root } from 'type-graphql';
import { toEuros } from '../../../packages/platform/schema/money.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { Computer } from '../computer/computer.entity.ts';
import { computerById } from '../computer/computer.loaders.ts';
import { repairsByComputer } from './repair.loaders.ts';
import { RepairState, RepairTicket, RepairTicketConnection } from './repair-ticket.entity.ts';

@Resolver(() => Computer)
export class RepairsOfComputer {
  @FieldResolver(() => [RepairTicket], { description: 'Its repairs, oldest first.' })
  repairs(@Root() { id }: Computer, @Ctx() context: ServiceContext) {
    return repairsByComputer(context).load(id);
  }
}

@Resolver(() => RepairTicket)
export class RepairQueries {
  @Query(() => RepairTicketConnection, { description: 'Repairs, oldest first: the work list of the bench.' })
  repairTickets(
    @Arg('state', () => RepairState, { nullable: true, description: 'Only those as far as this.' })
    state: RepairState | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ) {
    const list = 'select * from repair_ticket where $1::text is null or state = $1';
    return readPage<RepairTicket>(context, page, list, [state]);
  }

  @FieldResolver(() => Computer, { description: 'The machine.' })
  computer(@Root() { computerId }: RepairTicket, @Ctx() context: ServiceContext) {
    return computerById(context).load(computerId);
  }

  @FieldResolver(() => Float, { description: 'What its parts cost so far, in EUR; recovered parts cost nothing.' })
  partsCost(@Root() { partsCents }: RepairTicket): number {
    return toEuros(partsCents);
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: RepairTicket, @Ctx() context: ServiceContext) {
    return historyById(context).load(id);
  }
}
