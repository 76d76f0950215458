import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Loan, LoanLossKind } from './loan.entity.ts';
import { addDays } from './loan.rules.ts';

/**
 * What an overdue loan calls for, from which day after its end. The association's own policy: two friendly reminders a
 * fortnight apart, then a letter, then a month to answer it, since most computers come back once somebody calls.
 */
export const OVERDUE_POLICY = [
  { stage: 'REMINDER', fromDay: 1 },
  { stage: 'SECOND_REMINDER', fromDay: 15 },
  { stage: 'FORMAL_NOTICE', fromDay: 30 },
  { stage: 'UNRECOVERABLE', fromDay: 60 },
] as const;
export type OverdueStage = (typeof OVERDUE_POLICY)[number]['stage'];

const UNRECOVERABLE_DAYS = 60;

/** How long a borrower may not borrow again: a term when the computer is lost, half of one when it came back after all. */
const SANCTION_DAYS = { lost: 365, late: 182 };

/** How many days ago a term ended; 0 or less while it runs. */
const daysLate = (dueOn: string, on: string): number => (Date.parse(on) - Date.parse(dueOn)) / 86_400_000;

/** The stage of the policy that a loan has reached on a day; null unless it is overdue. */
export function overdueStage({ state, dueOn }: Pick<Loan, 'state' | 'dueOn'>, on: string): OverdueStage | null {
  if (state !== 'ACTIVE' || !dueOn) return null;
  const late = daysLate(dueOn, on);
  return OVERDUE_POLICY.findLast(({ fromDay }) => late >= fromDay)?.stage ?? null;
}

/** A loss, as it is declared. */
export interface Loss {
  loss: LoanLossKind;
  complainedOn: string | null;
}

/**
 * `NOT_OVERDUE_ENOUGH`: what was not brought back is given up only when the policy is through; what is lost or stolen, at
 * once. `COMPLAINT_OF_THEFT`: a theft needs the day of its complaint, and nothing else has one.
 */
export function whyNotLost({ dueOn }: Pick<Loan, 'dueOn'>, { loss, complainedOn }: Loss, on: string): Refusal | null {
  if ((loss === 'STOLEN') !== (complainedOn !== null)) {
    return new Refusal('COMPLAINT_OF_THEFT', 'complainedOn', {
      en: 'Give the day of the complaint with a theft, and only then; without a complaint, declare it lost.',
      fr: 'Donnez le jour de la plainte avec un vol, et seulement alors ; sans plainte, déclarez une perte.',
    });
  }
  const givenUpFrom = addDays(dueOn!, UNRECOVERABLE_DAYS);
  if (loss !== 'NOT_RETURNED' || on >= givenUpFrom) return null;
  return new Refusal('NOT_OVERDUE_ENOUGH', 'how', {
    en: `The term ended on ${dueOn}: remind the borrower, and give the computer up from ${givenUpFrom} on.`,
    fr: `Le prêt a pris fin le ${dueOn} : relancez l'emprunteur, et n'abandonnez l'ordinateur qu'à partir du ${givenUpFrom}.`,
  });
}

/** The last day of the sanction for a loss; null for a theft, which is nobody's fault. */
export const sanctionForLoss = (loss: LoanLossKind, on: string): string | null =>
  loss === 'STOLEN' ? null : addDays(on, SANCTION_DAYS.lost);

/** The last day of the sanction for a computer that comes back after the policy is through; null before. */
export const sanctionForDelay = (dueOn: string, returnedOn: string): string | null =>
  daysLate(dueOn, returnedOn) >= UNRECOVERABLE_DAYS ? addDays(returnedOn, SANCTION_DAYS.late) : null;

/** `NO_SANCTION`: there is nothing to lift on that day. */
export function whyNotLiftable(
  { sanctionUntil, sanctionLiftedOn }: Pick<Loan, 'sanctionUntil' | 'sanctionLiftedOn'>,
  on: string,
): Refusal | null {
  if (sanctionUntil && on <= sanctionUntil && !sanctionLiftedOn) return null;
  return new Refusal('NO_SANCTION', 'loanId', {
    en: 'No sanction of this loan runs on that day; its borrower may ask for a loan.',
    fr: "Aucune mesure de ce prêt ne court ce jour-là ; l'emprunteur peut demander un prêt.",
  });
}
