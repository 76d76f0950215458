import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import type { NewId } from '../../../kit/ids.ts';
import type { Happening } from '../../../kit/verb/history.ts';
import { Loan } from '../loan.entity.ts';

/** Every loan of a household that is not closed, locked; none for an organisation. */
export async function loansOf(em: EntityManager, householdId: string | null): Promise<Loan[]> {
  if (!householdId) return [];
  return em.find(Loan, { householdId }, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } });
}

/**
 * Closes loans of one borrower that are all over: nothing leads from them to the household any more, and what was written
 * in words is forgotten. In figures a random id stands for the household, one for all of them, so that none moves. Gives
 * what the history is to keep.
 */
export function detach(loans: readonly Loan[], on: string, newId: NewId): Happening[] {
  const detachedId = newId('detached');
  return loans.map((loan) => {
    const isOfHousehold = loan.householdId !== null;
    Object.assign(loan, {
      state: 'CLOSED',
      closedOn: on,
      lastStepOn: on,
      householdId: null,
      ...(isOfHousehold && { detachedId }),
      refusalReferral: null,
      priorityReason: null,
      outOfTurnReason: null,
      sanctionLiftReason: null,
    });
    return { noun: 'Loan', id: loan.id, verb: 'closeLoan', on };
  });
}
