import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import type { NewId } from '../../../../packages/platform/context/ids.ts';
import type { Happening } from '../../../../packages/platform/verb/history.ts';
import { forgetProblemsElsewhere } from '../../forgetting/elsewhere.ts';
import { forgetOrigins, idsAround } from '../../household/erasure.ts';
import { Loan } from '../loan.entity.ts';

/** Every loan of a household that is not closed, locked; none for an organisation. */
export async function loansOf(em: EntityManager, householdId: string | null): Promise<Loan[]> {
  if (!householdId) return [];
  return em.find(Loan, { householdId }, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } });
}

/**
 * Closes loans of one borrower that are all over: nothing leads from them to the household any more, and what was written
 * in words is forgotten, with the requests and the files that they came from. In figures a random id stands for the
 * household, one for all of them, so that none moves. Gives what the history is to keep.
 */
export async function detach(
  em: EntityManager,
  loans: readonly Loan[],
  on: string,
  newId: NewId,
): Promise<Happening[]> {
  await forgetProblemsElsewhere(
    em,
    newId,
    loans[0]!.id,
    loans.map(({ id }) => id),
  );
  await forgetWords(em, loans);
  await keepLastContact(em, loans);
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
      overrideReason: null,
      sanctionLiftReason: null,
    });
    return { noun: 'Loan', id: loan.id, verb: 'closeLoan', on };
  });
}

async function forgetWords(em: EntityManager, loans: readonly Loan[]): Promise<void> {
  const ids = loans.map(({ id }) => id);
  const householdId = loans[0]?.householdId;
  await forgetOrigins(em, [...ids, ...(householdId ? await idsAround(em, householdId) : [])]);
  await em.execute("update loan_fault set problem = '' where loan_id in (select jsonb_array_elements_text(?::jsonb))", [
    JSON.stringify(ids),
  ]);
}

/** So that a household is not forgotten sooner for its loans having been closed by hand. */
async function keepLastContact(em: EntityManager, loans: readonly Loan[]): Promise<void> {
  const days = loans.map(({ lastStepOn }) => lastStepOn).toSorted();
  await em.execute('update household set last_contact_on = greatest(last_contact_on, ?::date) where id = ?', [
    days.at(-1),
    loans[0]?.householdId ?? null,
  ]);
}
