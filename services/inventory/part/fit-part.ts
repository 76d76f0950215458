import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { Computer } from '../computer/computer.entity.ts';
import { whyNotFittable, whyNotOn } from '../computer/computer.rules.ts';
import { RepairTicket } from '../repair/repair-ticket.entity.ts';
import { Part } from './part.entity.ts';
import { PartInput, PartPayload } from './part.payload.ts';
import { whyNotForComputer, whyNotPartOn } from './part.rules.ts';

@InputType()
class FitPartInput extends PartInput {
  @Field(() => ID, { description: 'The machine it goes into; its open repair, when there is one, counts its cost.' })
  computerId!: string;
}

@ObjectType()
class FitPartPayload extends PartPayload {}

@Resolver()
export class FitPart {
  @Mutation(() => FitPartPayload, {
    description:
      'Fits a part of the stock in a machine, once and for all. Refused with NOT_FOUND, PART_ALREADY_FITTED, PART_DISCARDED, PART_OF_SAME_COMPUTER, LEFT_THE_CHAIN, NOT_COLLECTED, ON_LOAN, RESERVED, LOST_OR_STOLEN, CEDED, ALREADY_RECYCLED, IN_TRANSFER, TRANSFERRED, STRUCK_OUT, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  fitPart(@Arg('input', () => FitPartInput) input: FitPartInput, @Ctx() context: ServiceContext) {
    return act(context, 'fitPart', input, async (acting) => {
      const { em, today } = acting;
      const { partId, computerId } = input;
      const part = await findLocked(em, Part, partId, 'partId');
      const computer = await findLocked(em, Computer, computerId, 'computerId');
      const ticket = await em.findOne(RepairTicket, { computerId, outcome: null });
      const on = businessDay(input.on, today);
      refuse(
        whyNotForComputer(part, computerId) ??
          whyNotFittable(computer, ticket !== null) ??
          whyNotPartOn(part, on) ??
          whyNotOn(computer, on),
      );
      await fit(acting, part, computer, ticket, on);
      return { part };
    });
  }
}

async function fit(
  { happened }: Acting,
  part: Part,
  computer: Computer,
  ticket: RepairTicket | null,
  on: string,
): Promise<void> {
  const verb = 'fitPart';
  const details = { partId: part.id };
  Object.assign(part, { fittedInId: computer.id, repairTicketId: ticket?.id ?? null, fittedOn: on });
  computer.movedOn = on;
  await happened(
    { noun: 'Part', id: part.id, verb, on, details: { computerId: computer.id } },
    { noun: 'Computer', id: computer.id, verb, on, details },
  );
  if (!ticket) return;
  ticket.partsCents += part.costCents;
  if (ticket.movedOn < on) ticket.movedOn = on;
  await happened({ noun: 'RepairTicket', id: ticket.id, verb, on, details });
}
