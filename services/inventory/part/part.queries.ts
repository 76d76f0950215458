import { Arg, Args, Ctx, FieldResolver, Float, Query, Resolver, Root } from 'type-graphql';
import { manyByKey } from '../../../packages/platform/read/loader.ts';
import { toEuros } from '../../../packages/platform/schema/money.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { Computer } from '../computer/computer.entity.ts';
import { computerById } from '../computer/computer.loaders.ts';
import { repairTicketById } from '../repair/repair.loaders.ts';
import { RepairTicket } from '../repair/repair-ticket.entity.ts';
import { Part, PartConnection, PartKind } from './part.entity.ts';

const partsBy = (column: 'origin_id' | 'fitted_in_id' | 'repair_ticket_id', keyOf: (part: Part) => string) =>
  manyByKey<Part>(`select * from part where ${column} = any($1) order by id`, keyOf);

const partsByOrigin = partsBy('origin_id', ({ originId }) => originId!);
const partsByComputer = partsBy('fitted_in_id', ({ fittedInId }) => fittedInId!);
const partsByTicket = partsBy('repair_ticket_id', ({ repairTicketId }) => repairTicketId!);

@Resolver(() => Computer)
export class PartsOfComputer {
  @FieldResolver(() => [Part], { description: 'Parts that were recovered from it.' })
  partsRecovered(@Root() { id }: Computer, @Ctx() context: ServiceContext) {
    return partsByOrigin(context).load(id);
  }

  @FieldResolver(() => [Part], { description: 'Parts of the stock that were fitted in it.' })
  partsFitted(@Root() { id }: Computer, @Ctx() context: ServiceContext) {
    return partsByComputer(context).load(id);
  }
}

@Resolver(() => RepairTicket)
export class PartsOfRepair {
  @FieldResolver(() => [Part], { description: 'Parts of the stock that it used.' })
  parts(@Root() { id }: RepairTicket, @Ctx() context: ServiceContext) {
    return partsByTicket(context).load(id);
  }
}

@Resolver(() => Part)
export class PartQueries {
  @Query(() => PartConnection, { description: 'The parts in stock, oldest first.' })
  partsInStock(
    @Arg('kind', () => PartKind, { nullable: true, description: 'Only those of this kind.' }) kind: PartKind | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ) {
    const list = `select * from part where fitted_on is null and discarded_on is null and ($1::text is null or kind = $1)`;
    return readPage<Part>(context, page, list, [kind]);
  }

  @FieldResolver(() => Float, { description: 'What it cost, in EUR; nothing when it was recovered.' })
  cost(@Root() { costCents }: Part): number {
    return toEuros(costCents);
  }

  @FieldResolver(() => Computer, {
    nullable: true,
    description: 'The machine it was recovered from; null when it was bought.',
  })
  origin(@Root() { originId }: Part, @Ctx() context: ServiceContext) {
    return originId ? computerById(context).load(originId) : null;
  }

  @FieldResolver(() => Computer, { nullable: true, description: 'The machine it was fitted in; null before.' })
  fittedIn(@Root() { fittedInId }: Part, @Ctx() context: ServiceContext) {
    return fittedInId ? computerById(context).load(fittedInId) : null;
  }

  @FieldResolver(() => RepairTicket, {
    nullable: true,
    description: 'The repair it was fitted for, when there was one.',
  })
  repairTicket(@Root() { repairTicketId }: Part, @Ctx() context: ServiceContext) {
    return repairTicketId ? repairTicketById(context).load(repairTicketId) : null;
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: Part, @Ctx() context: ServiceContext) {
    return historyById(context).load(id);
  }
}
