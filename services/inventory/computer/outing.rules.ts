import { Refusal } from '../../kit/refusal.ts';
import type { Computer } from './computer.entity.ts';
import type { Custody } from './computer.states.ts';
import type { Outing } from './outing.entity.ts';

const no = (code: string, en: string, fr: string): Refusal => new Refusal(code, 'computerId', { en, fr });

const GONE: readonly Custody[] = ['LOST', 'STOLEN', 'RECYCLED', 'IN_TRANSFER', 'TRANSFERRED'];

/**
 * Why a machine cannot be lent: `COMPUTER_ALREADY_OUT`, `COMPUTER_IN_REPAIR`, `COMPUTER_GONE` or `COMPUTER_NOT_READY`.
 * The codes are those that lending hands on to its own callers.
 */
export function whyNotLendable({ processing, custody }: Computer): Refusal | null {
  if (custody === 'ON_LOAN')
    return no(
      'COMPUTER_ALREADY_OUT',
      'This machine is with another borrower; take another one.',
      'Cette machine est chez un autre emprunteur ; prenez-en une autre.',
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
      "This machine is lost, stolen, recycled or another association's; take another one.",
      'Cette machine est perdue, volée, recyclée ou à une autre association ; prenez-en une autre.',
    );
  if (processing !== 'READY' || custody !== 'IN_STOCK')
    return no(
      'COMPUTER_NOT_READY',
      'This machine is not READY; finish its refurbishing or take another one.',
      "Cette machine n'est pas prête ; terminez son reconditionnement ou prenez-en une autre.",
    );
  return null;
}

/** Why `on` cannot be the day a machine comes back: `OUT_OF_ORDER` when it left later. */
export function whyNotBackOn({ takenOn }: Outing, on: string): Refusal | null {
  if (on >= takenOn) return null;
  return new Refusal('OUT_OF_ORDER', 'on', {
    en: `This machine went out on ${takenOn}; give that day or a later one.`,
    fr: `Cette machine est sortie le ${takenOn} ; donnez ce jour ou un jour suivant.`,
  });
}
