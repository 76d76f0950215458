import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Computer } from './computer.entity.ts';
import type { Custody } from './computer.states.ts';
import type { Outing, OutingEnding } from './outing.entity.ts';

const no = (code: string, en: string, fr: string): Refusal => new Refusal(code, 'computerId', { en, fr });

const GONE: readonly Custody[] = ['CEDED', 'LOST', 'STOLEN', 'RECYCLED', 'IN_TRANSFER', 'TRANSFERRED', 'STRUCK_OUT'];

/**
 * Why a machine cannot be lent, or kept for a loan (then of no loan: null): `COMPUTER_ALREADY_OUT`, `COMPUTER_RESERVED` (for another loan),
 * `COMPUTER_IN_REPAIR`, `COMPUTER_GONE` or `COMPUTER_NOT_READY`. The codes are those that lending hands on to its own callers.
 */
export function whyNotLendable({ processing, custody, reservedFor }: Computer, loanId: string | null): Refusal | null {
  if (custody === 'ON_LOAN')
    return no(
      'COMPUTER_ALREADY_OUT',
      'This machine is with another borrower; take another one.',
      'Cette machine est chez un autre emprunteur ; prenez-en une autre.',
    );
  if (custody === 'RESERVED' && reservedFor !== loanId)
    return no(
      'COMPUTER_RESERVED',
      'This machine is reserved for another loan; release it or take another one.',
      'Cette machine est réservée pour un autre prêt ; libérez-la ou prenez-en une autre.',
    );
  if (custody === 'IN_REPAIR')
    return no(
      'COMPUTER_IN_REPAIR',
      'This machine is in repair; take another one.',
      'Cette machine est en réparation ; prenez-en une autre.',
    );
  if (GONE.includes(custody))
    return no(
      'COMPUTER_GONE',
      "This machine is ceded, lost, stolen, recycled, struck out or another association's; take another one.",
      'Cette machine est cédée, perdue, volée, recyclée, radiée ou à une autre association ; prenez-en une autre.',
    );
  if (processing !== 'READY' || (custody !== 'IN_STOCK' && custody !== 'RESERVED'))
    return no(
      'COMPUTER_NOT_READY',
      'This machine is not READY; finish its refurbishing or take another one.',
      "Cette machine n'est pas prête ; terminez son reconditionnement ou prenez-en une autre.",
    );
  return null;
}

/** Why a machine on loan cannot be ceded, declared gone or repaired there: `COMPUTER_NOT_ON_LOAN`, for that loan. */
export function whyNotOut(outing: Outing | null): Refusal | null {
  if (outing) return null;
  return no(
    'COMPUTER_NOT_ON_LOAN',
    'This machine is not out for this loan; check which machine the loan has.',
    "Cette machine n'est pas sortie pour ce prêt ; vérifiez quelle machine le prêt a reçue.",
  );
}

/** Why a machine cannot be left to its borrower: `COMPUTER_IN_REPAIR` while a ticket is open. */
export function whyNotCedable(ending: OutingEnding, isInRepair: boolean): Refusal | null {
  if (ending !== 'CEDED' || !isInRepair) return null;
  return no(
    'COMPUTER_IN_REPAIR',
    'A repair of this machine is open; resolve it before leaving the machine to its borrower.',
    "Une réparation de cette machine est ouverte ; clôturez-la avant de laisser la machine à l'emprunteur.",
  );
}

/** Why a machine cannot be released: `NOT_RESERVED`. */
export function whyNotReleasable({ custody }: Computer): Refusal | null {
  if (custody === 'RESERVED') return null;
  return no(
    'NOT_RESERVED',
    'This machine is not reserved; there is nothing to release.',
    "Cette machine n'est pas réservée ; il n'y a rien à libérer.",
  );
}

/** Why `on` cannot be the day a machine comes back: `OUT_OF_ORDER` when it left later. */
export function whyNotBackOn({ takenOn }: Outing, on: string): Refusal | null {
  if (on >= takenOn) return null;
  return new Refusal('OUT_OF_ORDER', 'on', {
    en: `This machine went out on ${takenOn}; give that day or a later one.`,
    fr: `Cette machine est sortie le ${takenOn} ; donnez ce jour ou un jour suivant.`,
  });
}
