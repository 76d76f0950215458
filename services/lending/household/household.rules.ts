import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { QuotientBand } from './household.entity.ts';

/** `BAND_MISSING`: an end of validity without a band. */
export function whyNotQuotientBand(band: QuotientBand | null, until: string | null): Refusal | null {
  if (band || !until) return null;
  return new Refusal('BAND_MISSING', 'quotientBand', {
    en: 'Give the band of the family quotient that holds until then, or no day.',
    fr: 'Donnez la tranche de quotient familial valable jusque-là, ou aucun jour.',
  });
}

/** `ADDRESS_MISSING`: nobody can be reminded by e-mail without an address. */
export function whyNotReminded(email: string | null, remindByEmail: boolean): Refusal | null {
  if (email || !remindByEmail) return null;
  return new Refusal('ADDRESS_MISSING', 'email', {
    en: 'Give the address to write to, or do not agree to reminders by e-mail.',
    fr: "Donnez l'adresse à laquelle écrire, ou n'acceptez pas les rappels par courriel.",
  });
}

/** `SAME_COMMUNE`, `BEFORE_REGISTRATION`, `BEFORE_LAST_MOVE`. */
export function whyNotMoved(move: Move): Refusal | null {
  const { from, to, on, registeredOn, lastMovedOn } = move;
  if (from === to) {
    return new Refusal('SAME_COMMUNE', 'commune', {
      en: `The household lives in ${to} already; give another commune.`,
      fr: `Le foyer habite déjà ${to} ; donnez une autre commune.`,
    });
  }
  if (on < registeredOn) {
    return new Refusal('BEFORE_REGISTRATION', 'on', {
      en: `The household was registered on ${registeredOn}; correct its commune if it never lived in ${from}.`,
      fr: `Le foyer a été enregistré le ${registeredOn} ; s'il n'a jamais habité ${from}, corrigez sa commune.`,
    });
  }
  if (!lastMovedOn || on > lastMovedOn) return null;
  return new Refusal('BEFORE_LAST_MOVE', 'on', {
    en: `Its last move is dated ${lastMovedOn}; give a later day.`,
    fr: `Son dernier déménagement date du ${lastMovedOn} ; donnez un jour suivant.`,
  });
}

interface Move {
  from: string;
  to: string;
  on: string;
  registeredOn: string;
  lastMovedOn: string | null;
}

/** `LOANS_OPEN`: what is known of a borrower is needed as long as a loan of theirs runs (GDPR, article 17(3)). */
export function whyNotErasable(openLoans: readonly string[], field: string): Refusal | null {
  const [first] = openLoans;
  if (!first) return null;
  return new Refusal('LOANS_OPEN', field, {
    en: `The loan ${first} is not over, or its sanction runs; end that first, then what is known of its borrower can be erased.`,
    fr: `Le prêt ${first} n'est pas terminé, ou sa mesure court encore ; mettez-y fin d'abord, ensuite ce qui est connu de l'emprunteur pourra être effacé.`,
  });
}
