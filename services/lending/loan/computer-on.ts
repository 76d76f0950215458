import type { EntityManager } from '@mikro-orm/postgresql';
import { LoanMachine } from './loan-machine.entity.ts';
import type { Loan } from './loan.entity.ts';

/** The computer that the borrower of an active loan has. */
export function machineOn(em: EntityManager, { id: loanId }: Loan): Promise<LoanMachine> {
  return em.findOneOrFail(LoanMachine, { loanId, fromOn: { $ne: null }, toOn: null });
}

/** Its id. */
export async function computerOn(em: EntityManager, loan: Loan): Promise<string> {
  return (await machineOn(em, loan)).computerId;
}
