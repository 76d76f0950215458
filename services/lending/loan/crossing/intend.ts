import { Refusal } from '../../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../../packages/platform/context/service-context.ts';
import type { Acting } from '../../../../packages/platform/verb/act.ts';
import { ownerOf } from '../../../../packages/platform/verb/idempotency.ts';
import { LoanMachine } from '../loan-machine.entity.ts';
import type { Loan } from '../loan.entity.ts';
import { Crossing } from './crossing.entity.ts';
import { settleLater } from './settle-later.ts';

/** What a verb decides before inventory is asked. */
export type Intention = Omit<Crossing, 'id' | 'loanId' | 'requestedBy'>;

/**
 * The first transaction of a crossing: reserves the computer, marks the loan, and has a durable job settle it should
 * nobody else do so. Refuses `COMPUTER_ALREADY_OUT`.
 */
export async function intend(acting: Acting, context: ServiceContext, loan: Loan, intention: Intention) {
  const { em, newId } = acting;
  if (intention.computerOut) await reserve(acting, loan.id, intention.computerOut);
  const requestedBy = ownerOf(context.viewer);
  const { id } = em.create(Crossing, { id: newId('crossing'), loanId: loan.id, requestedBy, ...intention });
  loan.crossingId = id;
  await settleLater(em, id);
  return { loan, crossingId: id };
}

async function reserve({ em, newId }: Acting, loanId: string, computerId: string): Promise<void> {
  // The unique index decides between two loans that want the same computer at the same moment.
  const reserved = await em.execute(
    'insert into loan_machine (id, loan_id, computer_id) values (?, ?, ?) on conflict do nothing returning id',
    [newId('machine'), loanId, computerId],
  );
  if (reserved.length > 0) return;
  const taken = await em.findOne(LoanMachine, { computerId, toOn: null });
  throw new Refusal('COMPUTER_ALREADY_OUT', 'computerId', {
    en: `This computer is on the loan ${taken?.loanId}; choose another one, or take it back first.`,
    fr: `Cet ordinateur est sur le prêt ${taken?.loanId} ; choisissez-en un autre, ou reprenez-le d'abord.`,
  });
}
