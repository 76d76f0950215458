import { Length } from 'class-validator';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, Refusal } from '../../kit/refusal.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { act, type Acting } from '../../kit/verb/act.ts';
import { businessDay } from '../../kit/verb/business-day.ts';
import { findLocked } from '../../kit/verb/find.ts';
import { Computer } from '../computer/computer.entity.ts';
import { ComputerInput } from '../computer/computer.payload.ts';
import { whyNotOn, whyNotRepairable } from '../computer/computer.rules.ts';
import { RepairTicket } from './repair-ticket.entity.ts';
import { RepairPayload } from './repair.payload.ts';

@InputType()
class OpenRepairInput extends ComputerInput {
  @Field(() => String, { description: 'What is wrong with the machine, 3 to 500 characters; never who uses it.' })
  @Length(3, 500)
  problem!: string;
}

@ObjectType()
class OpenRepairPayload extends RepairPayload {}

@Resolver()
export class OpenRepair {
  @Mutation(() => OpenRepairPayload, {
    description:
      'Opens a repair: a machine in stock goes IN_REPAIR, one on loan stays with its borrower. Refused with NOT_FOUND, NOT_COLLECTED, REPAIR_ALREADY_OPEN, LEFT_THE_CHAIN, LOST_OR_STOLEN, ALREADY_RECYCLED, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  openRepair(@Arg('input', () => OpenRepairInput) input: OpenRepairInput, @Ctx() context: ServiceContext) {
    return act(context, 'openRepair', input, async (acting) => {
      const { em, newId, today, happened } = acting;
      const computer = await findLocked(em, Computer, input.computerId, 'computerId');
      const on = businessDay(input.on, today);
      refuse(whyNotRepairable(computer) ?? whyNotOn(computer, on));
      await refuseSecondTicket(acting, computer);
      computer.movedOn = on;
      if (computer.custody === 'IN_STOCK') computer.custody = 'IN_REPAIR';
      const id = newId('repair');
      const repairTicket = em.create(RepairTicket, {
        id,
        computerId: computer.id,
        problem: input.problem,
        openedOn: on,
        minutes: 0,
        partsCents: 0,
      });
      await happened(
        { noun: 'RepairTicket', id, verb: 'openRepair', on },
        { noun: 'Computer', id: computer.id, verb: 'openRepair', on, details: { repairTicketId: id } },
      );
      return { repairTicket };
    });
  }
}

/** A machine on loan keeps its custody, so only its tickets tell. */
async function refuseSecondTicket({ em }: Acting, { id }: Computer): Promise<void> {
  if ((await em.count(RepairTicket, { computerId: id, outcome: null })) === 0) return;
  throw new Refusal('REPAIR_ALREADY_OPEN', 'computerId', {
    en: 'A repair is already open; resolve it first.',
    fr: "Une réparation est déjà ouverte ; clôturez-la d'abord.",
  });
}
