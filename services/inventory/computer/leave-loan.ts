import { userError, type Refusal, type UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { whyNotYet } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { RepairTicket } from '../repair/repair-ticket.entity.ts';
import { Computer } from './computer.entity.ts';
import { crossing, type LoanCrossingInput } from './crossing.payload.ts';
import { endOuting } from './end-outing.ts';
import { doOnce } from './once.ts';
import { Outing, type OutingEnding } from './outing.entity.ts';
import { whyNotBackOn, whyNotCedable, whyNotOut } from './outing.rules.ts';

type Left = Partial<ReturnType<typeof crossing>> & { userErrors: UserError[] };

/** Ends the stay of a machine that does not come back from its borrower; a refusal is kept, so it is no reason to roll back. */
export async function leaveLoan(
  context: ServiceContext,
  input: LoanCrossingInput,
  verb: string,
  ending: Exclude<OutingEnding, 'WORKING' | 'BROKEN'>,
): Promise<Left> {
  const { computerId, loanId, crossingId, on } = input;
  const left = await act<{ refused: Refusal | null; computer?: Computer }>(context, verb, input, async (acting) => {
    const { em, today } = acting;
    const computer = await findLocked(em, Computer, computerId, 'computerId');
    const outing = await em.findOne(Outing, { computerId, loanId, backOn: null });
    const isInRepair = (await em.count(RepairTicket, { computerId, outcome: null })) > 0;
    const whyNot = () =>
      whyNotOut(outing) ?? whyNotCedable(ending, isInRepair) ?? whyNotYet(on, today) ?? whyNotBackOn(outing!, on);
    const end = () => endOuting(acting, computer, outing!, { verb, ending, on });
    return { computer, refused: await doOnce(em, { verb, crossingId }, whyNot, end) };
  });
  if (left.refused) return { userErrors: [userError(left.refused)] };
  return left.computer ? { ...crossing(left.computer), userErrors: [] } : { userErrors: left.userErrors };
}
