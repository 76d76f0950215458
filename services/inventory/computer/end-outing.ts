import type { Acting } from '../../../packages/platform/verb/act.ts';
import { RepairTicket } from '../repair/repair-ticket.entity.ts';
import { doubt } from '../storage/doubt.ts';
import { storagesIn } from '../storage/storage.loaders.ts';
import type { Computer } from './computer.entity.ts';
import type { Outing, OutingEnding } from './outing.entity.ts';
import { became, standingOf } from './standing.rules.ts';

interface End {
  /** As the history names it. */
  verb: string;
  ending: OutingEnding;
  on: string;
}

/** Ends the stay of a locked machine with a borrower. */
export async function endOuting(acting: Acting, computer: Computer, outing: Outing, end: End): Promise<void> {
  const { verb, ending, on } = end;
  const before = standingOf(computer);
  Object.assign(outing, { backOn: on, ending });
  if (computer.movedOn < on) computer.movedOn = on;
  if (ending === 'CEDED') computer.custody = 'CEDED';
  else await leaveBorrower(acting.em, computer, ending);
  const details = { loanId: outing.loanId, ending, ...became(before, computer) };
  await acting.happened({ noun: 'Computer', id: computer.id, verb, on, details });
}

/** Whoever had it may have left data on it. */
async function leaveBorrower(
  em: Acting['em'],
  computer: Computer,
  ending: Exclude<OutingEnding, 'CEDED'>,
): Promise<void> {
  doubt(computer, (await storagesIn(em, [computer.id])).get(computer.id)!);
  computer.processing = ending === 'WORKING' ? 'TRIAGED' : 'COLLECTED';
  computer.custody = ending === 'LOST' || ending === 'STOLEN' ? ending : await benchOrStock(em, computer);
}

/** Where a machine at the workshop is: on the bench while a ticket of it is open. */
export async function benchOrStock(em: Acting['em'], { id }: Computer): Promise<'IN_REPAIR' | 'IN_STOCK'> {
  return (await em.count(RepairTicket, { computerId: id, outcome: null })) > 0 ? 'IN_REPAIR' : 'IN_STOCK';
}
