import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { failpoint } from '../../../../packages/platform/context/failpoint.ts';
import { Refusal } from '../../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../../packages/platform/context/service-context.ts';
import { record } from '../../../../packages/platform/verb/history.ts';
import { inTransaction } from '../../../../packages/platform/verb/in-transaction.ts';
import { Loan } from '../loan.entity.ts';
import { callInventory, type Answer } from './call-inventory.ts';
import { Crossing } from './crossing.entity.ts';
import { finish, undo } from './finish.ts';

/** What settling needs: a request has it, and so has the job. */
export type Settling = Pick<ServiceContext, 'database' | 'viewer' | 'callPeer' | 'clock' | 'changed'>;

/**
 * Asks inventory, then finishes or undoes a crossing; null when it is done, the refusal when it is undone. Safe to run
 * again and beside itself, after a crash at any point. Throws the refusal `INVENTORY_UNREACHABLE` when inventory does
 * not answer: all is then as it was before.
 */
export async function settle(context: Settling, crossingId: string): Promise<Refusal | null> {
  const crossing = await context.database.unitOfWork(context.viewer).findOne(Crossing, { id: crossingId });
  if (!crossing) return null;
  const answer = await callInventory(context.callPeer, crossing).catch(unreachable);
  await failpoint('ANSWERED', crossing.verb);
  await inTransaction(context, (em) => conclude(em, context, crossing, answer));
  await failpoint('SETTLEMENT_COMMITTED', crossing.verb);
  context.changed();
  return answer.refusal;
}

async function conclude(em: EntityManager, { clock }: Settling, crossing: Crossing, answer: Answer): Promise<void> {
  const { id, loanId, verb, happensOn: on, requestedBy } = crossing;
  const loan = await em.findOneOrFail(Loan, { id: loanId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (loan.crossingId !== id) return;
  loan.crossingId = null;
  await em.nativeDelete(Crossing, { id });
  if (answer.refusal) {
    await undo(em, crossing);
  } else {
    const details = { ...(await finish(em, loan, crossing, answer)) };
    await record(em, { subject: requestedBy, at: clock.now() }, [{ noun: 'Loan', id: loanId, verb, on, details }]);
  }
  await em.flush();
  await failpoint('SETTLEMENT_WRITTEN', verb);
}

function unreachable(cause: unknown): never {
  const refusal = new Refusal('INVENTORY_UNREACHABLE', null, {
    en: 'The inventory does not answer. What was begun will be finished or undone as soon as it does: look at the loan again, or repeat this very request.',
    fr: "L'inventaire ne répond pas. Ce qui est commencé sera terminé ou annulé dès qu'il répondra : regardez à nouveau le prêt, ou répétez cette même demande.",
  });
  throw Object.assign(refusal, { cause });
}
