import { Length } from 'class-validator';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { OfSeveralLines } from '../../../packages/platform/verb/several-lines.ts';
import { Computer } from '../computer/computer.entity.ts';
import { ComputerInput } from '../computer/computer.payload.ts';
import { whyNotOn, whyNotRepairable } from '../computer/computer.rules.ts';
import { RepairTicket } from './repair-ticket.entity.ts';
import { openTicket } from './open-ticket.ts';
import { RepairPayload } from './repair.payload.ts';
import { whyNotFirst } from './repair.rules.ts';

@InputType()
class OpenRepairInput extends ComputerInput {
  @Field(() => String, { description: 'What is wrong with the machine, 3 to 500 characters; never who uses it.' })
  @Length(3, 500)
  @OfSeveralLines()
  problem!: string;
}

@ObjectType()
class OpenRepairPayload extends RepairPayload {}

@Resolver()
export class OpenRepair {
  @Mutation(() => OpenRepairPayload, {
    description:
      'Opens a repair: a machine in stock goes IN_REPAIR, one on loan stays with its borrower. Refused with NOT_FOUND, NOT_COLLECTED, REPAIR_ALREADY_OPEN, LEFT_THE_CHAIN, RESERVED, LOST_OR_STOLEN, CEDED, ALREADY_RECYCLED, IN_TRANSFER, TRANSFERRED, STRUCK_OUT, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  openRepair(@Arg('input', () => OpenRepairInput) input: OpenRepairInput, @Ctx() context: ServiceContext) {
    return act(context, 'openRepair', input, async (acting) => {
      const { em, today } = acting;
      const computer = await findLocked(em, Computer, input.computerId, 'computerId');
      const on = businessDay(input.on, today);
      const open = await em.count(RepairTicket, { computerId: computer.id, outcome: null });
      refuse(whyNotRepairable(computer) ?? whyNotOn(computer, on) ?? whyNotFirst(open));
      const repairTicket = openTicket(acting, computer, { verb: 'openRepair', problem: input.problem, on });
      return { repairTicket };
    });
  }
}
