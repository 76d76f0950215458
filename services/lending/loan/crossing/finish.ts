import type { EntityManager } from '@mikro-orm/postgresql';
import { giveBack } from '../../../../packages/platform/verb/idempotency.ts';
import { LoanFault, type FaultResolution } from '../fault/loan-fault.entity.ts';
import { LoanMachine } from '../loan-machine.entity.ts';
import { LoanTerm } from '../loan-term.entity.ts';
import type { Loan } from '../loan.entity.ts';
import { nextTerm } from '../loan.rules.ts';
import { sanctionForDelay, sanctionForLoss } from '../overdue.rules.ts';
import type { Answer } from './call-inventory.ts';
import type { Crossing, CrossingVerb } from './crossing.entity.ts';
import { releaseLater } from './release.ts';

/** Inventory did its part: the second transaction of a crossing. Gives what the history is to keep of it. */
export async function finish(em: EntityManager, loan: Loan, crossing: Crossing, answer: Answer): Promise<object> {
  await takeBack(em, crossing);
  await takeOut(em, crossing, answer);
  const details = CHANGE[crossing.verb]({ em, loan, crossing, answer });
  const resolution = RESOLVES[crossing.verb];
  if (resolution) await resolveFaults(em, crossing, resolution);
  if (NEEDS_NO_OTHER.has(crossing.verb)) await releaseLater(em, loan.id, crossing.happensOn);
  loan.lastStepOn = crossing.happensOn;
  return details;
}

/** The verbs after which a computer that is reserved for the loan, another one or one to swap for, is kept for nobody. */
const NEEDS_NO_OTHER: ReadonlySet<CrossingVerb> = new Set<CrossingVerb>([
  'handOverComputer',
  'returnComputer',
  'cedeLoanedComputer',
  'declareUnrecovered',
]);

/** Inventory refused: nothing remains, and the same request may be made again. */
export async function undo(em: EntityManager, crossing: Crossing): Promise<void> {
  await em.nativeDelete(LoanMachine, { loanId: crossing.loanId, fromOn: null });
  await giveBack(em, crossing.requestedBy, crossing.idempotencyKey);
}

interface Change {
  em: EntityManager;
  loan: Loan;
  crossing: Crossing;
  answer: Answer;
}

const moved = ({ computerOut = null, computerBack = null, condition = null }: Crossing): object => ({
  computerOut,
  computerBack,
  condition,
});

const CHANGE: Record<CrossingVerb, (change: Change) => object> = {
  handOverComputer({ em, loan, crossing }) {
    const { happensOn: on } = crossing;
    const term = em.create(LoanTerm, nextTerm(loan, on));
    Object.assign(loan, { state: 'ACTIVE', startedOn: on, lastSeenOn: on, dueOn: term.endsOn, termCount: term.number });
    return moved(crossing);
  },
  swapComputer({ loan, crossing }) {
    loan.lastSeenOn = crossing.happensOn;
    return moved(crossing);
  },
  returnComputer({ loan, crossing }) {
    const { happensOn: on } = crossing;
    const sanctionUntil = sanctionForDelay(loan.dueOn!, on);
    Object.assign(loan, { state: 'RETURNED', returnedOn: on, lastSeenOn: on, sanctionUntil });
    return moved(crossing);
  },
  reportFault({ em, loan, crossing, answer }) {
    const { faultId: id, computerKept: computerId, problem, happensOn: reportedOn } = crossing;
    const repairTicketId = answer.repairTicketId!;
    const fault = { id: id!, loanId: loan.id, computerId: computerId!, problem: problem!, repairTicketId, reportedOn };
    em.create(LoanFault, fault);
    return { fault: id, computer: computerId, repairTicket: repairTicketId };
  },
  cedeLoanedComputer({ loan, crossing: { happensOn: cededOn, computerBack, priceCents } }) {
    Object.assign(loan, { state: 'CEDED', cededOn, priceCents });
    return { computer: computerBack, priceCents };
  },
  declareUnrecovered({ loan, crossing: { happensOn: unrecoveredOn, computerBack, loss, complainedOn } }) {
    const sanctionUntil = sanctionForLoss(loss!, unrecoveredOn);
    Object.assign(loan, { state: 'UNRECOVERED', unrecoveredOn, loss, complainedOn, sanctionUntil });
    return { computer: computerBack, how: loss };
  },
};

/** The verbs after which a fault of the computer is no trouble to the borrower any more. */
const RESOLVES: Partial<Record<CrossingVerb, FaultResolution>> = {
  swapComputer: 'SWAPPED',
  returnComputer: 'LOAN_ENDED',
  cedeLoanedComputer: 'LOAN_ENDED',
  declareUnrecovered: 'LOAN_ENDED',
};

async function resolveFaults(em: EntityManager, crossing: Crossing, resolution: FaultResolution): Promise<void> {
  const { loanId, happensOn: resolvedOn } = crossing;
  await em.nativeUpdate(LoanFault, { loanId, resolvedOn: null }, { resolvedOn, resolution });
}

async function takeBack(em: EntityManager, { loanId, computerBack, happensOn, condition }: Crossing): Promise<void> {
  if (!computerBack) return;
  await em.nativeUpdate(LoanMachine, { loanId, computerId: computerBack, toOn: null }, { toOn: happensOn, condition });
}

async function takeOut(em: EntityManager, crossing: Crossing, { donorId, kind }: Answer): Promise<void> {
  const { loanId, computerOut, happensOn } = crossing;
  if (!computerOut) return;
  await em.nativeUpdate(
    LoanMachine,
    { loanId, computerId: computerOut, toOn: null },
    { fromOn: happensOn, donorId, kind },
  );
}
