import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Loan } from './loan.entity.ts';
import { addDays } from './loan.rules.ts';

/**
 * For how long a computer may go unseen: a year, and the weeks around its end in which a renewal is agreed, so that one
 * meeting a year is enough. The association's own default: what nobody has seen for longer may be broken, sold or gone.
 */
export const SEEN_WITHIN_DAYS = 400;

/** Somebody who has waited for a quarter of a year comes before whoever has had a computer for a year. */
export const LONGEST_WAIT_DAYS = 90;

/** What lending knows besides the loan, on the day of a renewal. */
export interface RenewalFacts {
  /** Since when whoever has waited longest is on the waiting list. */
  waitingSince: string | null;
  /** The last day of the borrower's sanction, of this loan or another. */
  sanctionUntil: string | null;
}

/** `SANCTION`, `UNSEEN_MACHINE`, `WAITING_LIST`: what a loan itself does not forbid, but the rest of the house does. */
export function whyNotRenewableHere(
  { lastSeenOn, startedOn }: Pick<Loan, 'lastSeenOn' | 'startedOn'>,
  { waitingSince, sanctionUntil }: RenewalFacts,
  on: string,
): Refusal | null {
  return (
    whyNotSanctioned(sanctionUntil, on, 'loanId') ??
    whyNotSeen(lastSeenOn ?? startedOn!, on) ??
    whyNotWaitedFor(waitingSince, on)
  );
}

/** `SANCTION`: a computer did not come back, or far too late. */
export function whyNotSanctioned(until: string | null, on: string, field: string): Refusal | null {
  if (until === null || on > until) return null;
  return new Refusal('SANCTION', field, {
    en: `A computer of this borrower came back far too late, or never: no loan until ${until} included, unless a manager lifts it.`,
    fr: `Un ordinateur de cet emprunteur est revenu bien trop tard, ou jamais : pas de prêt jusqu'au ${until} inclus, sauf si un responsable lève cette mesure.`,
  });
}

function whyNotSeen(seenOn: string, on: string): Refusal | null {
  if (addDays(seenOn, SEEN_WITHIN_DAYS) >= on) return null;
  return new Refusal('UNSEEN_MACHINE', 'loanId', {
    en: `Nobody has seen this computer since ${seenOn}; have it brought or visit, record the check-up, then renew.`,
    fr: `Personne n'a vu cet ordinateur depuis le ${seenOn} ; faites-le apporter ou passez le voir, notez le contrôle, puis reconduisez.`,
  });
}

function whyNotWaitedFor(waitingSince: string | null, on: string): Refusal | null {
  if (waitingSince === null || addDays(waitingSince, LONGEST_WAIT_DAYS) >= on) return null;
  return new Refusal('WAITING_LIST', 'loanId', {
    en: `Somebody has waited for a computer since ${waitingSince}; take this one back at its end, or serve the waiting list first.`,
    fr: `Quelqu'un attend un ordinateur depuis le ${waitingSince} ; reprenez celui-ci à son échéance, ou servez d'abord la liste d'attente.`,
  });
}
