import type { Block } from '../../../packages/platform/documents/print-document.ts';
import type { ComputerCondition } from '../loan/loan-machine.entity.ts';
import { inFrench, kindInFrench } from './french.rules.ts';

/** What a receipt says of a computer that came back. */
export interface ReceiptFacts {
  loanId: string;
  association: string;
  borrower: readonly string[];
  computerId: string;
  kind?: string | null | undefined;
  startedOn: string;
  returnedOn: string;
  condition: ComputerCondition;
}

const CONDITION: Record<ComputerCondition, string> = {
  WORKING: 'en état de marche',
  BROKEN: 'en panne ou abîmé',
};

/** The receipt by which the association gives back what a borrower owed, in French. */
export function receiptOf(facts: ReceiptFacts): Block[] {
  const { loanId, association, borrower, computerId, kind, startedOn, returnedOn, condition } = facts;
  return [
    {
      facts: [
        ['Association', association],
        ['Emprunteur', borrower.join(', ')],
        ['Prêt', `${loanId}, commencé le ${inFrench(startedOn)}`],
        ['Ordinateur', [kindInFrench(kind), computerId].filter(Boolean).join(' ')],
        ['Repris le', inFrench(returnedOn)],
        ['État', CONDITION[condition]],
      ],
    },
    {
      paragraph:
        'L’association a repris ce jour l’ordinateur désigné ci-dessus : le prêt est terminé. Les documents que l’ordinateur contient encore seront effacés avant tout autre usage.',
    },
    { signatures: [`Pour l’association ${association}`, 'L’emprunteur'] },
  ];
}
