import { Refusal, type Sentence } from '../../kit/refusal.ts';
import type { Loan, LoanState, StoredLoanState } from './loan.entity.ts';

/**
 * Renewals after the first year: a refurbished computer serves about four more years, and a new request lets the
 * association look at the household's situation again. The association's own default; no text imposes it.
 */
export const MOST_RENEWALS = 3;

/** How long before the end of a term it may be renewed: time to call the borrower and look at the computer. */
export const RENEWAL_OPENS_DAYS = 60;

/** What may be done with a loan in each state, said to whoever tried something else. */
const NEXT_STEP: Record<StoredLoanState, Sentence> = {
  REQUESTED: { en: 'approve or refuse it first', fr: "approuvez-le ou refusez-le d'abord" },
  APPROVED: { en: 'have the contract signed', fr: 'faites signer le contrat' },
  REFUSED: { en: 'request a new one', fr: 'faites une nouvelle demande' },
  SIGNED: { en: 'hand over a computer', fr: 'remettez un ordinateur' },
  ACTIVE: {
    en: 'renew it, swap its computer or take it back',
    fr: "reconduisez-le, changez l'ordinateur ou reprenez-le",
  },
  RETURNED: { en: 'request a new one', fr: 'faites une nouvelle demande' },
};

const IN_FRENCH: Record<StoredLoanState, string> = {
  REQUESTED: 'demandé',
  APPROVED: 'approuvé',
  REFUSED: 'refusé',
  SIGNED: 'signé',
  ACTIVE: 'en cours',
  RETURNED: 'terminé',
};

/** `ONE_BORROWER`: both or neither; `COMMUNE_OF_BORROWER`: a household has its own, an organisation needs one. */
export function whyNotBorrower(request: Borrower): Refusal | null {
  const { householdId, organisationId, commune } = request;
  if (Boolean(householdId) === Boolean(organisationId)) {
    return new Refusal('ONE_BORROWER', 'householdId', {
      en: 'Give either a household or an organisation.',
      fr: 'Donnez soit un foyer, soit un organisme.',
    });
  }
  if (Boolean(organisationId) === Boolean(commune)) return null;
  return new Refusal('COMMUNE_OF_BORROWER', 'commune', {
    en: 'Give the commune with an organisation, and only then: a household has its own.',
    fr: 'Donnez la commune avec un organisme, et seulement alors : un foyer a déjà la sienne.',
  });
}

interface Borrower {
  householdId?: string | null;
  organisationId?: string | null;
  commune?: string | null;
}

/** `BEFORE_REGISTRATION`: a request dated before its household was known. */
export function whyNotRegisteredBy(on: string, registeredOn: string): Refusal | null {
  if (on >= registeredOn) return null;
  return new Refusal('BEFORE_REGISTRATION', 'on', {
    en: `The household was registered on ${registeredOn}; give that day or a later one.`,
    fr: `Le foyer a été enregistré le ${registeredOn} ; donnez ce jour ou un jour suivant.`,
  });
}

/** The state on a day: the term's end shows without anybody touching the loan. */
export function stateOn({ state, dueOn }: Pick<Loan, 'state' | 'dueOn'>, today: string): LoanState {
  if (state !== 'ACTIVE' || !dueOn || dueOn > today) return state;
  return dueOn === today ? 'DUE' : 'OVERDUE';
}

/** `NOT_REQUESTED`, `NOT_APPROVED`, `NOT_SIGNED`, `NOT_ACTIVE`: the loan is not where a verb finds it. */
export function whyNotIn(expected: StoredLoanState, { state }: Pick<Loan, 'state'>): Refusal | null {
  if (state === expected) return null;
  return new Refusal(`NOT_${expected}`, 'loanId', {
    en: `This loan is ${state.toLowerCase()}: ${NEXT_STEP[state].en}.`,
    fr: `Ce prêt est ${IN_FRENCH[state]} : ${NEXT_STEP[state].fr}.`,
  });
}

/** `CROSSING_PENDING`: a hand-over, swap or return still waits for inventory. */
export function whyNotFree({ crossingId }: Pick<Loan, 'crossingId'>): Refusal | null {
  if (!crossingId) return null;
  return new Refusal('CROSSING_PENDING', 'loanId', {
    en: 'The last hand-over, swap or return still waits for the inventory; it settles by itself, try again in a minute.',
    fr: "La dernière remise, le dernier échange ou retour attend encore l'inventaire ; cela se règle seul, réessayez dans une minute.",
  });
}

/** `BEFORE_LAST_STEP`: a loan's steps are dated in their order. */
export function whyNotOn(on: string, { lastStepOn }: Pick<Loan, 'lastStepOn'>): Refusal | null {
  if (on >= lastStepOn) return null;
  return new Refusal('BEFORE_LAST_STEP', 'on', {
    en: `The step before is dated ${lastStepOn}; give that day or a later one.`,
    fr: `L'étape précédente est datée du ${lastStepOn} ; donnez ce jour ou un jour suivant.`,
  });
}

/** Why a step may not be taken, if so: state, pending crossing, then day. */
export function whyNotStep(expected: StoredLoanState, loan: Loan, on: string): Refusal | null {
  return whyNotIn(expected, loan) ?? whyNotFree(loan) ?? whyNotOn(on, loan);
}

/** `OVERDUE`, `TOO_SOON`, `RENEWAL_LIMIT_REACHED`. */
export function whyNotRenewable(loan: Pick<Loan, 'dueOn' | 'termCount'>, on: string): Refusal | null {
  const { dueOn, termCount } = loan as { dueOn: string; termCount: number };
  if (on > dueOn) {
    return new Refusal('OVERDUE', 'loanId', {
      en: `The term ended on ${dueOn}; take the computer back, then request a new loan.`,
      fr: `Le prêt a pris fin le ${dueOn} ; reprenez l'ordinateur, puis faites une nouvelle demande.`,
    });
  }
  if (termCount > MOST_RENEWALS) {
    return new Refusal('RENEWAL_LIMIT_REACHED', 'loanId', {
      en: `A loan is renewed ${MOST_RENEWALS} times at most; take the computer back, then request a new loan.`,
      fr: `Un prêt est reconduit ${MOST_RENEWALS} fois au plus ; reprenez l'ordinateur, puis faites une nouvelle demande.`,
    });
  }
  const opensOn = addDays(dueOn, -RENEWAL_OPENS_DAYS);
  if (on >= opensOn) return null;
  return new Refusal('TOO_SOON', 'on', {
    en: `The term runs until ${dueOn}; renew it from ${opensOn} on.`,
    fr: `Le prêt court jusqu'au ${dueOn} ; reconduisez-le à partir du ${opensOn}.`,
  });
}

/** The year that begins when the present term ends; the first one begins on the day of the hand-over. */
export function nextTerm({ id, termCount, dueOn }: Pick<Loan, 'id' | 'termCount' | 'dueOn'>, agreedOn: string) {
  const startsOn = dueOn ?? agreedOn;
  return { loanId: id, number: termCount + 1, startsOn, endsOn: termEnd(startsOn), agreedOn };
}

/** The last day of a term that starts on a day: the same day one year later, or 28 February. */
export function termEnd(startsOn: string): string {
  const [year, monthAndDay] = [Number(startsOn.slice(0, 4)) + 1, startsOn.slice(4)];
  return monthAndDay === '-02-29' ? `${year}-02-28` : `${year}${monthAndDay}`;
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
