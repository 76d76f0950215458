import { isIdOf } from '../../../packages/platform/context/ids.ts';
import { Cells } from '../../../packages/imports/cells.ts';
import type { Column } from '../../../packages/imports/columns.ts';
import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { ComputerCondition } from '../loan/loan-machine.entity.ts';

/** The columns of a loan. */
export const LOAN_COLUMNS: readonly Column[] = [
  { field: 'loan', names: ['Référence du prêt', 'loan'] },
  { field: 'programmeId', names: ['Programme', 'programme'] },
  { field: 'requestedOn', names: ['Demandé le', 'requested on'] },
  { field: 'approvedOn', names: ['Accordé le', 'approved on'] },
  { field: 'signedOn', names: ['Signé le', 'signed on'] },
  { field: 'handedOverOn', names: ['Remis le', 'handed over on'] },
  { field: 'computerId', names: ['Ordinateur', 'computer'] },
  { field: 'seenOn', names: ['Contrôlé le', 'checked up on'] },
  { field: 'renewedOn', names: ['Reconduit le', 'renewed on'] },
  { field: 'returnedOn', names: ['Rendu le', 'returned on'] },
  { field: 'condition', names: ['État au retour', 'condition on return'] },
];

/** What a line says of a loan. What only loans that were handed over have is absent from the others. */
export interface LoanDraft {
  reference: string;
  programmeId: string | null;
  requestedOn: string;
  approvedOn: string | null;
  signedOn: string | null;
  handedOverOn: string | null;
  computerId: string | null;
  /** The days its computer was looked at, in their order. */
  seenOn?: string[];
  /** The days it was renewed, in their order. */
  renewedOn?: string[];
  returned?: { on: string; condition: ComputerCondition };
}

const STEPS = ['requestedOn', 'approvedOn', 'signedOn', 'handedOverOn'] as const;
const AFTER_HAND_OVER = ['computerId', 'seenOn', 'renewedOn', 'returnedOn', 'condition'] as const;
const CONDITIONS: Readonly<Record<string, ComputerCondition>> = { fonctionne: 'WORKING', 'en panne': 'BROKEN' };

/** Each step needs those before it, and a hand-over its computer. */
export function readLoan(cells: Cells): LoanDraft {
  const isOver = AFTER_HAND_OVER.some((field) => cells.text(field) !== null);
  const last = isOver ? STEPS.length - 1 : STEPS.findLastIndex((step) => cells.text(step) !== null);
  for (const step of STEPS.slice(0, Math.max(last, 0) + 1)) cells.required(step);
  if (cells.text('handedOverOn') !== null && !isIdOf('computer', cells.required('computerId'))) throw notAComputer();
  return {
    reference: cells.required('loan'),
    programmeId: cells.text('programmeId'),
    requestedOn: cells.day('requestedOn')!,
    approvedOn: cells.day('approvedOn'),
    signedOn: cells.day('signedOn'),
    handedOverOn: cells.day('handedOverOn'),
    computerId: cells.text('computerId'),
    ...readRest(cells),
  };
}

/** Only what is there: a line that says nothing of it is the line it was before these columns were known. */
function readRest(cells: Cells): Pick<LoanDraft, 'seenOn' | 'renewedOn' | 'returned'> {
  const [seenOn, renewedOn] = [readDays(cells, 'seenOn'), readDays(cells, 'renewedOn')];
  const condition = cells.word('condition', CONDITIONS);
  if (condition !== null) cells.required('returnedOn');
  const on = cells.day('returnedOn');
  return {
    ...(seenOn.length > 0 && { seenOn }),
    ...(renewedOn.length > 0 && { renewedOn }),
    ...(on !== null && { returned: { on, condition: condition ?? 'WORKING' } }),
  };
}

/** Several days of one cell, between `|`. Refuses `NOT_A_DAY`. */
function readDays(cells: Cells, field: string): string[] {
  const parts = (cells.text(field) ?? '').split('|').map((part) => part.trim());
  const dayOf = (part: string): string | null =>
    new Cells({ at: new Map([[field, 0]]), ignored: [] }, [part]).day(field);
  return [...new Set(parts.flatMap((part) => dayOf(part) ?? []))].toSorted();
}

/** A day or a computer of a loan without a reference would be lost without a word. */
export function noLoan(cells: Cells): null {
  if ([...STEPS, ...AFTER_HAND_OVER].some((field) => cells.text(field) !== null)) cells.required('loan');
  return null;
}

const notAComputer = (): Refusal =>
  new Refusal('NOT_A_COMPUTER', 'computerId', {
    en: 'Give the id that inventory knows the computer by (computer_…), as the import of machines answers it.',
    fr: "Donnez l'identifiant de l'ordinateur dans l'inventaire (computer_…), tel que l'import des machines le répond.",
  });
