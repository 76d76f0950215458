import { Length } from 'class-validator';
import { Arg, Ctx, Directive, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Refusal, UserError, userError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { whyNotYet } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { OfSeveralLines } from '../../../packages/platform/verb/several-lines.ts';
import { Computer } from '../computer/computer.entity.ts';
import { LoanCrossingInput } from '../computer/crossing.payload.ts';
import { doOnce } from '../computer/once.ts';
import { Outing } from '../computer/outing.entity.ts';
import { whyNotBackOn, whyNotOut } from '../computer/outing.rules.ts';
import { openTicket } from './open-ticket.ts';
import { RepairTicket } from './repair-ticket.entity.ts';
import { whyNotFirst } from './repair.rules.ts';

const VERB = 'openLoanRepair';

@Directive('@inaccessible')
@InputType()
class OpenLoanRepairInput extends LoanCrossingInput {
  @Field(() => String, { description: 'What is wrong with the machine, 3 to 500 characters; never who uses it.' })
  @Length(3, 500)
  @OfSeveralLines()
  problem!: string;
}

@Directive('@inaccessible')
@ObjectType({ description: 'What lending is told of a repair.' })
class OpenLoanRepairPayload {
  @Field(() => ID, { nullable: true, description: 'The ticket; null when refused.' })
  repairTicketId?: string;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class OpenLoanRepair {
  @Directive('@inaccessible')
  @Mutation(() => OpenLoanRepairPayload, {
    description:
      'Opens the repair of a machine that stays on loan; it goes to the bench if it comes back before the end. Idempotent by crossing. Refused with NOT_FOUND, COMPUTER_NOT_ON_LOAN, REPAIR_ALREADY_OPEN, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  async openLoanRepair(
    @Arg('input', () => OpenLoanRepairInput) input: OpenLoanRepairInput,
    @Ctx() context: ServiceContext,
  ) {
    const { refused, ...opened } = await act<Opened>(context, VERB, input, (acting) => open(acting, input));
    return refused ? { userErrors: [userError(refused)] } : opened;
  }
}

/** A refusal is kept, so it is no reason to roll back. */
type Opened = { refused: Refusal } | { repairTicketId: string; refused?: undefined };

async function open(acting: Acting, input: OpenLoanRepairInput): Promise<Opened> {
  const { em, today } = acting;
  const { computerId, loanId, crossingId, on, problem } = input;
  const computer = await findLocked(em, Computer, computerId, 'computerId');
  const outing = await em.findOne(Outing, { computerId, loanId, backOn: null });
  const openTickets = await em.count(RepairTicket, { computerId, outcome: null });
  const whyNot = () =>
    whyNotOut(outing) ?? whyNotFirst(openTickets) ?? whyNotYet(on, today) ?? whyNotBackOn(outing!, on);
  const work = async () => void openTicket(acting, computer, { verb: VERB, problem, on, crossingId });
  const refused = await doOnce(em, { verb: VERB, crossingId }, whyNot, work);
  if (refused) return { refused };
  const ticket = await em.findOneOrFail(RepairTicket, { crossingId });
  return { repairTicketId: ticket.id };
}
