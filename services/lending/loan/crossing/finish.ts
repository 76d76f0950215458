import type { EntityManager } from '@mikro-orm/postgresql';
import { giveBack } from '../../../kit/verb/idempotency.ts';
import { LoanMachine } from '../loan-machine.entity.ts';
import { LoanTerm } from '../loan-term.entity.ts';
import type { Loan } from '../loan.entity.ts';
import { nextTerm } from '../loan.rules.ts';
import type { Crossing, CrossingVerb } from './crossing.entity.ts';

/** Inventory did its part: the second transaction of a crossing. */
export async function finish(em: EntityManager, loan: Loan, crossing: Crossing, donorId: string | null): Promise<void> {
  await takeBack(em, crossing);
  await takeOut(em, crossing, donorId);
  CHANGE[crossing.verb](em, loan, crossing.happensOn);
  loan.lastStepOn = crossing.happensOn;
}

/** Inventory refused: nothing remains, and the same request may be made again. */
export async function undo(em: EntityManager, crossing: Crossing): Promise<void> {
  await em.nativeDelete(LoanMachine, { loanId: crossing.loanId, fromOn: null });
  await giveBack(em, crossing.requestedBy, crossing.idempotencyKey);
}

const CHANGE: Record<CrossingVerb, (em: EntityManager, loan: Loan, on: string) => void> = {
  handOverComputer(em, loan, on) {
    const term = em.create(LoanTerm, nextTerm(loan, on));
    Object.assign(loan, { state: 'ACTIVE', startedOn: on, dueOn: term.endsOn, termCount: term.number });
  },
  swapComputer() {},
  returnComputer(_em, loan, on) {
    Object.assign(loan, { state: 'RETURNED', returnedOn: on });
  },
};

async function takeBack(em: EntityManager, { loanId, computerBack, happensOn, condition }: Crossing): Promise<void> {
  if (!computerBack) return;
  await em.nativeUpdate(LoanMachine, { loanId, computerId: computerBack, toOn: null }, { toOn: happensOn, condition });
}

async function takeOut(em: EntityManager, crossing: Crossing, donorId: string | null): Promise<void> {
  const { loanId, computerOut, happensOn } = crossing;
  if (!computerOut) return;
  await em.nativeUpdate(LoanMachine, { loanId, computerId: computerOut, toOn: null }, { fromOn: happensOn, donorId });
}
