import { IsNumber, Max, Min } from 'class-validator';
import { Arg, Ctx, Field, Float, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { toCents } from '../../../packages/platform/schema/money.ts';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { Computer } from '../computer/computer.entity.ts';
import { became, standingOf } from '../computer/standing.rules.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { RepairOutcome, RepairTicket } from './repair-ticket.entity.ts';
import { RepairPayload } from './repair.payload.ts';
import { whyNotResolvable, whyNotMovedOn } from './repair.rules.ts';

@InputType()
class ResolveRepairInput extends VerbInput {
  @Field(() => ID, { description: 'The ticket.' })
  repairTicketId!: string;

  @Field(() => RepairOutcome, { description: 'How it ended.' })
  outcome!: RepairOutcome;

  @Field(() => Int, { description: 'Working time, in minutes, from 0 to 100,000.' })
  @Min(0)
  @Max(100_000)
  minutes!: number;

  @Field(() => Float, {
    defaultValue: 0,
    description: 'What other parts cost than those fitted from the stock, in EUR with at most two decimals.',
  })
  @IsNumber({ maxDecimalPlaces: 2 })
  @Min(0)
  @Max(100_000)
  partsCost!: number;
}

@ObjectType()
class ResolveRepairPayload extends RepairPayload {}

@Resolver()
export class ResolveRepair {
  @Mutation(() => ResolveRepairPayload, {
    description:
      'Ends a repair, from any of its steps; a machine that is written off waits for the recycler, one on loan stays with its borrower. Refused with NOT_FOUND, ALREADY_RESOLVED, ON_LOAN, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  resolveRepair(@Arg('input', () => ResolveRepairInput) input: ResolveRepairInput, @Ctx() context: ServiceContext) {
    return act(context, 'resolveRepair', input, async ({ em, today, happened }) => {
      const { repairTicketId, outcome, minutes, partsCost } = input;
      const repairTicket = await findLocked(em, RepairTicket, repairTicketId, 'repairTicketId');
      const { computerId } = repairTicket;
      const computer = await findLocked(em, Computer, computerId, 'repairTicketId');
      const on = businessDay(input.on, today);
      refuse(whyNotResolvable(repairTicket, computer, outcome) ?? whyNotMovedOn(repairTicket, on));
      const before = standingOf(computer);
      const state = outcome === 'WRITTEN_OFF' ? 'WRITTEN_OFF' : 'RESOLVED';
      Object.assign(repairTicket, { outcome, state, minutes, resolvedOn: on, movedOn: on });
      repairTicket.partsCents += toCents(partsCost);
      leaveBench(computer, outcome, on);
      const details = { outcome, minutes, partsCost };
      const told = { repairTicketId, outcome, ...became(before, computer) };
      await happened(
        { noun: 'RepairTicket', id: repairTicketId, verb: 'resolveRepair', on, details },
        { noun: 'Computer', id: computerId, verb: 'resolveRepair', on, details: told },
      );
      return { repairTicket };
    });
  }
}

function leaveBench(computer: Computer, outcome: RepairOutcome, on: string): void {
  if (computer.movedOn < on) computer.movedOn = on;
  if (computer.custody === 'IN_REPAIR') computer.custody = 'IN_STOCK';
  if (outcome === 'WRITTEN_OFF') computer.processing = 'TO_RECYCLE';
}
