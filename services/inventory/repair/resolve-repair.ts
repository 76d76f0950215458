import { IsNumber, Max, Min } from 'class-validator';
import { Arg, Ctx, Field, Float, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { toCents } from '../../kit/money.ts';
import { refuse } from '../../kit/refusal.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { act } from '../../kit/verb/act.ts';
import { businessDay } from '../../kit/verb/business-day.ts';
import { findLocked } from '../../kit/verb/find.ts';
import { Computer } from '../computer/computer.entity.ts';
import { VerbInput } from '../../kit/verb/verb-input.ts';
import { RepairOutcome, RepairTicket } from './repair-ticket.entity.ts';
import { RepairPayload } from './repair.payload.ts';
import { whyNotResolvable, whyNotResolvedOn } from './repair.rules.ts';

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

  @Field(() => Float, { defaultValue: 0, description: 'What the parts cost, in EUR with at most two decimals.' })
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
      'Ends a repair; a machine that is written off waits for the recycler. Refused with NOT_FOUND, ALREADY_RESOLVED, ON_LOAN, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  resolveRepair(@Arg('input', () => ResolveRepairInput) input: ResolveRepairInput, @Ctx() context: ServiceContext) {
    return act(context, 'resolveRepair', input, async ({ em, today, happened }) => {
      const { repairTicketId, outcome, minutes, partsCost } = input;
      const repairTicket = await findLocked(em, RepairTicket, repairTicketId, 'repairTicketId');
      const { computerId } = repairTicket;
      const computer = await findLocked(em, Computer, computerId, 'repairTicketId');
      const on = businessDay(input.on, today);
      refuse(whyNotResolvable(repairTicket, computer, outcome) ?? whyNotResolvedOn(repairTicket, on));
      Object.assign(repairTicket, { outcome, minutes, partsCents: toCents(partsCost), resolvedOn: on });
      leaveBench(computer, outcome, on);
      const details = { outcome, minutes, partsCost };
      await happened(
        { noun: 'RepairTicket', id: repairTicketId, verb: 'resolveRepair', on, details },
        { noun: 'Computer', id: computerId, verb: 'resolveRepair', on, details: { repairTicketId, outcome } },
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
