import type { EntityManager } from '@mikro-orm/postgresql';
import { LoanMachine } from './loan-machine.entity.ts';
import type { Loan } from './loan.entity.ts';

/** The id of the computer that the borrower of an active loan has. */
export async function computerOn(em: EntityManager, { id: loanId }: Loan): Promise<string> {
  const { computerId } = await em.findOneOrFail(LoanMachine, { loanId, fromOn: { $ne: null }, toOn: null });
  return computerId;
}
