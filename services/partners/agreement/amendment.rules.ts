import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import { nothingChanges } from '../nothing-changes.ts';
import type { Agreement } from './agreement.entity.ts';
import {
  afterItsEnd,
  beforeSignature,
  receivedOf,
  reported,
  settled,
  terminated,
  whyBeyond,
} from './agreement.rules.ts';
import type { Instalment } from './instalment.entity.ts';

type Received = Pick<Instalment, 'id' | 'receivedOn' | 'receivedCents'>;

/**
 * Why an agreement cannot be amended on a day: `TERMINATED`, `SETTLED`, `REPORTED`, `NOT_SIGNED`, `BEFORE_SIGNATURE`,
 * `BEFORE_LAST_AMENDMENT`, `AFTER_ITS_END`. `amendedOn` is the day of its last amendment.
 */
export function whyNotAmendable(
  { terminatedOn, settledOn, reportedOn, signedOn, endsOn }: Agreement,
  amendedOn: string | null,
  on: string,
): Refusal | null {
  if (terminatedOn) return terminated(terminatedOn);
  if (settledOn) return settled(settledOn, 'agreementId');
  if (reportedOn) return reported(reportedOn);
  if (!signedOn) {
    return new Refusal('NOT_SIGNED', 'agreementId', {
      en: 'It is not signed: there is nothing to amend. Give it up and propose another one.',
      fr: "Elle n'est pas signée : il n'y a rien à modifier. Abandonnez-la et proposez-en une autre.",
    });
  }
  if (on < signedOn) return beforeSignature(signedOn);
  if (amendedOn && on < amendedOn) {
    return new Refusal('BEFORE_LAST_AMENDMENT', 'on', {
      en: `It was amended on ${amendedOn}; give that day or a later one.`,
      fr: `Elle a fait l'objet d'un avenant le ${amendedOn} ; donnez ce jour ou un jour plus tardif.`,
    });
  }
  return on <= endsOn ? null : afterItsEnd(endsOn);
}

/** Why an amount cannot be lowered so far: `BELOW_WHAT_CAME`. In cents. */
export function whyBelowWhatCame(amountCents: number, received: number): Refusal | null {
  if (amountCents >= received) return null;
  return new Refusal('BELOW_WHAT_CAME', 'amount', {
    en: `${received / 100} € have come already; give at least that much, and settle what is paid back at the end.`,
    fr: `${received / 100} € ont déjà été reçus ; donnez au moins ce montant, et soldez le trop-perçu à la fin.`,
  });
}

/**
 * Why received money cannot be corrected into another amount and day: `SETTLED`, `NOT_RECEIVED`, `NOTHING_CHANGES`,
 * `BEFORE_SIGNATURE`, `BEYOND_THE_AGREEMENT`.
 */
export function whyNotCorrectable(
  { settledOn, signedOn, amountCents }: Agreement,
  instalments: readonly Received[],
  { id, receivedOn, receivedCents }: Received,
  { cents, on }: { cents: number; on: string },
): Refusal | null {
  if (settledOn) return settled(settledOn, 'instalmentId');
  if (!receivedOn) {
    return new Refusal('NOT_RECEIVED', 'instalmentId', {
      en: 'Nothing was recorded as received; record what came with receiveInstalment.',
      fr: "Rien n'a été enregistré comme reçu ; enregistrez l'encaissement avec receiveInstalment.",
    });
  }
  if (cents === receivedCents && on === receivedOn) return nothingChanges('amount');
  if (signedOn && on < signedOn) return beforeSignature(signedOn);
  return whyBeyond(amountCents - receivedOf(instalments.filter((other) => other.id !== id)), cents);
}

/** How an agreement's accounts are closed, in cents. */
export interface Balance {
  waivedCents: number;
  paidBackCents: number;
}

/**
 * Why an agreement cannot be settled so: `SETTLED`, `NOT_REPORTED`, `BEFORE_REPORT`, `BALANCE_OPEN`, `BEYOND_WHAT_CAME`.
 */
export function whyNotSettled(
  { settledOn, reportedOn, amountCents }: Agreement,
  received: number,
  { waivedCents, paidBackCents }: Balance,
  on: string,
): Refusal | null {
  if (settledOn) return settled(settledOn, 'agreementId');
  if (!reportedOn) {
    return new Refusal('NOT_REPORTED', 'agreementId', {
      en: 'No locked report covers its last day; report on it first.',
      fr: 'Aucun bilan verrouillé ne couvre son dernier jour ; faites-en d’abord le bilan.',
    });
  }
  if (on < reportedOn) {
    return new Refusal('BEFORE_REPORT', 'on', {
      en: `Its report was locked on ${reportedOn}; give that day or a later one.`,
      fr: `Son bilan a été verrouillé le ${reportedOn} ; donnez ce jour ou un jour plus tardif.`,
    });
  }
  const left = amountCents - received;
  if (waivedCents !== left) {
    return new Refusal('BALANCE_OPEN', 'waived', {
      en: `${left / 100} € have not come: record them with receiveInstalment, or give exactly what is waived.`,
      fr: `${left / 100} € ne sont pas venus : enregistrez-les avec receiveInstalment, ou donnez exactement ce qui est abandonné.`,
    });
  }
  if (paidBackCents <= received) return null;
  return new Refusal('BEYOND_WHAT_CAME', 'paidBack', {
    en: `Only ${received / 100} € came; no more can be paid back.`,
    fr: `Seuls ${received / 100} € sont venus ; on ne peut pas en rendre davantage.`,
  });
}
