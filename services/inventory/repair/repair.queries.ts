import { Ctx, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import { manyByKey } from '../../kit/loader.ts';
import { toEuros } from '../../kit/money.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { HistoryEntry, historyById } from '../../kit/verb/history-entry.ts';
import { Computer } from '../computer/computer.entity.ts';
import { computerById } from '../computer/computer.loaders.ts';
import { RepairState, repairStateOf, RepairTicket } from './repair-ticket.entity.ts';

const repairsByComputer = manyByKey<RepairTicket>(
  'select * from repair_ticket where computer_id = any($1) order by id',
  ({ computerId }) => computerId,
);

@Resolver(() => Computer)
export class RepairsOfComputer {
  @FieldResolver(() => [RepairTicket], { description: 'Its repairs, oldest first.' })
  repairs(@Root() { id }: Computer, @Ctx() context: ServiceContext) {
    return repairsByComputer(context).load(id);
  }
}

@Resolver(() => RepairTicket)
export class RepairQueries {
  @FieldResolver(() => Computer, { description: 'The machine.' })
  computer(@Root() { computerId }: RepairTicket, @Ctx() context: ServiceContext) {
    return computerById(context).load(computerId);
  }

  @FieldResolver(() => RepairState, { description: 'How far it has come.' })
  state(@Root() ticket: RepairTicket): RepairState {
    return repairStateOf(ticket);
  }

  @FieldResolver(() => Float, { description: 'What the parts cost, in EUR.' })
  partsCost(@Root() { partsCents }: RepairTicket): number {
    return toEuros(partsCents);
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: RepairTicket, @Ctx() context: ServiceContext) {
    return historyById(context).load(id);
  }
}
