import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { RepairTicket } from './repair-ticket.entity.ts';
import { RepairPayload } from './repair.payload.ts';
import { whyNotMovable, whyNotMovedOn } from './repair.rules.ts';

@InputType()
abstract class RepairInput extends VerbInput {
  @Field(() => ID, { description: 'The ticket.' })
  repairTicketId!: string;
}

@InputType()
class OrderRepairPartsInput extends RepairInput {}

@ObjectType()
class OrderRepairPartsPayload extends RepairPayload {}

@InputType()
class StartRepairInput extends RepairInput {}

@ObjectType()
class StartRepairPayload extends RepairPayload {}

@Resolver()
export class MoveRepair {
  @Mutation(() => OrderRepairPartsPayload, {
    description:
      'Lets a repair wait for parts, from its assessment or its work. Refused with NOT_FOUND, ALREADY_WAITING, ALREADY_RESOLVED, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  orderRepairParts(
    @Arg('input', () => OrderRepairPartsInput) input: OrderRepairPartsInput,
    @Ctx() context: ServiceContext,
  ) {
    return moveRepair(context, input, 'orderRepairParts', 'PARTS');
  }

  @Mutation(() => StartRepairPayload, {
    description:
      'Starts the work of a repair, with or without parts. Refused with NOT_FOUND, ALREADY_STARTED, ALREADY_RESOLVED, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  startRepair(@Arg('input', () => StartRepairInput) input: StartRepairInput, @Ctx() context: ServiceContext) {
    return moveRepair(context, input, 'startRepair', 'REPAIRING');
  }
}

function moveRepair(context: ServiceContext, input: RepairInput, verb: string, state: 'PARTS' | 'REPAIRING') {
  return act(context, verb, input, async ({ em, today, happened }) => {
    const repairTicket = await findLocked(em, RepairTicket, input.repairTicketId, 'repairTicketId');
    const on = businessDay(input.on, today);
    refuse(whyNotMovable(repairTicket, state) ?? whyNotMovedOn(repairTicket, on));
    Object.assign(repairTicket, { state, movedOn: on });
    await happened({ noun: 'RepairTicket', id: repairTicket.id, verb, on });
    return { repairTicket };
  });
}
