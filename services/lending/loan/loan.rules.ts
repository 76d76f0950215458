import { Refusal, type Sentence } from '../../../packages/platform/refusals/refusal.ts';
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
  IN_REVIEW: {
    en: 'approve it, refuse it or put it on the waiting list',
    fr: "approuvez-le, refusez-le ou mettez-le en liste d'attente",
  },
  WAITLISTED: {
    en: 'approve it when its turn has come, or refuse it',
    fr: 'approuvez-le quand son tour est venu, ou refusez-le',
  },
  APPROVED: { en: 'have the contract signed', fr: 'faites signer le contrat' },
  REFUSED: { en: 'request a new one', fr: 'faites une nouvelle demande' },
  WITHDRAWN: { en: 'request a new one', fr: 'faites une nouvelle demande' },
  SIGNED: { en: 'hand over a computer', fr: 'remettez un ordinateur' },
  ACTIVE: {
    en: 'renew it, swap its computer or take it back',
    fr: "reconduisez-le, changez l'ordinateur ou reprenez-le",
  },
  RETURNED: { en: 'request a new one', fr: 'faites une nouvelle demande' },
  CEDED: {
    en: "the computer is the borrower's own; request a new one",
    fr: "l'ordinateur est à l'emprunteur ; faites une nouvelle demande",
  },
  UNRECOVERED: { en: 'close it when its time has come', fr: 'clôturez-le quand le moment sera venu' },
  CLOSED: { en: 'request a new one', fr: 'faites une nouvelle demande' },
};

const IN_FRENCH: Record<StoredLoanState, string> = {
  REQUESTED: 'demandé',
  IN_REVIEW: "à l'étude",
  WAITLISTED: "en liste d'attente",
  APPROVED: 'approuvé',
  REFUSED: 'refusé',
  WITHDRAWN: 'abandonné',
  SIGNED: 'signé',
  ACTIVE: 'en cours',
  RETURNED: 'terminé',
  CEDED: 'terminé par une cession',
  UNRECOVERED: 'terminé sans restitution',
  CLOSED: 'clôturé',
};

/** The states in which a loan is still to be decided. */
export const UNDECIDED = ['REQUESTED', 'IN_REVIEW', 'WAITLISTED'] as const satisfies StoredLoanState[];

/** The states before a computer is handed over. */
export const NOT_STARTED = [...UNDECIDED, 'APPROVED', 'SIGNED'] as const satisfies StoredLoanState[];

/** The states after which nothing more happens between the borrower and the association. */
export const OVER = ['REFUSED', 'WITHDRAWN', 'RETURNED', 'CEDED', 'UNRECOVERED'] as const satisfies StoredLoanState[];

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

/** `REFERRAL_MISSING`: nobody is sent away without another door to knock at. */
export function whyNotDirected(referral: string | null, organisationId: string | null): Refusal | null {
  if (referral || organisationId) return null;
  return new Refusal('REFERRAL_MISSING', 'referral', {
    en: 'Say where the borrower was directed: in words, or by the id of the organisation.',
    fr: "Dites vers où l'emprunteur a été orienté : en toutes lettres, ou par l'identifiant de l'organisme.",
  });
}

/** The state on a day: the term's end shows without anybody touching the loan. */
export function stateOn({ state, dueOn }: Pick<Loan, 'state' | 'dueOn'>, today: string): LoanState {
  if (state !== 'ACTIVE' || !dueOn || dueOn > today) return state;
  return dueOn === today ? 'DUE' : 'OVERDUE';
}

/** `NOT_REQUESTED`, `NOT_APPROVED`, `NOT_SIGNED`, `NOT_ACTIVE`…: the loan is not where a verb finds it. */
export function whyNotIn(
  expected: StoredLoanState | readonly StoredLoanState[],
  { state }: Pick<Loan, 'state'>,
  code = `NOT_${[expected].flat()[0]}`,
): Refusal | null {
  if ([expected].flat().includes(state)) return null;
  return new Refusal(code, 'loanId', {
    en: `This loan is ${state.toLowerCase().replace('_', ' ')}: ${NEXT_STEP[state].en}.`,
    fr: `Ce prêt est ${IN_FRENCH[state]} : ${NEXT_STEP[state].fr}.`,
  });
}

/** `CROSSING_PENDING`: what crosses to inventory has no answer yet. */
export function whyNotFree({ crossingId }: Pick<Loan, 'crossingId'>): Refusal | null {
  if (!crossingId) return null;
  return new Refusal('CROSSING_PENDING', 'loanId', {
    en: 'The last step of this loan still waits for the inventory; it settles by itself, try again in a minute.',
    fr: "La dernière étape de ce prêt attend encore l'inventaire ; cela se règle seul, réessayez dans une minute.",
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

/** `LOAN_OVER`: nothing is kept ready for a loan after its end. */
export const whyOver = (loan: Pick<Loan, 'state'>): Refusal | null =>
  whyNotIn([...NOT_STARTED, 'ACTIVE'], loan, 'LOAN_OVER');

/** Why a step may not be taken, if so: state, pending crossing, then day. */
export function whyNotStep(
  expected: StoredLoanState | readonly StoredLoanState[],
  loan: Loan,
  on: string,
  code?: string,
): Refusal | null {
  return whyNotIn(expected, loan, code) ?? whyNotFree(loan) ?? whyNotOn(on, loan);
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

/**
 * The last day of a term that starts on a day: the same day one year later, or 28 February. A period counted in years ends
 * on the day that bears the same number (code de procédure civile, art. 641), since the day it starts from is not counted:
 * so the next term starts from the day this one ends, and no day counts twice.
 */
export function termEnd(startsOn: string): string {
  const [year, monthAndDay] = [Number(startsOn.slice(0, 4)) + 1, startsOn.slice(4)];
  return monthAndDay === '-02-29' ? `${year}-02-28` : `${year}${monthAndDay}`;
}

/** Some days later, or earlier. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
