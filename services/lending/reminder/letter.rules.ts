import { MOST_RENEWALS } from '../loan/loan.rules.ts';
import { inFrench } from '../paper/french.rules.ts';
import type { ReminderKind } from './reminder.entity.ts';

/** What a letter needs to know of a loan: no name, since it is read by whoever opens the box. */
export interface LetterFacts {
  loanId: string;
  kind: ReminderKind;
  dueOn: string;
  /** Terms so far; after the last one a loan is not renewed any more. */
  termCount: number;
  /** The association, by its name: `Défis`. */
  association: string;
}

export interface Letter {
  subject: string;
  text: string;
}

/** The e-mail that reminds a borrower, in French. */
export function letterOf({ loanId, kind, dueOn, termCount, association }: LetterFacts): Letter {
  const day = inFrench(dueOn);
  const { subject, says } = SAYS[kind](day, termCount <= MOST_RENEWALS);
  const text = [
    'Bonjour,',
    says,
    'Si l’ordinateur est en panne, perdu ou volé, dites-le-nous : nous chercherons une solution avec vous.',
    `L’association ${association}`,
    `Prêt ${loanId}. Vous recevez ce rappel parce que vous l’avez accepté ; pour ne plus en recevoir, répondez-nous simplement « stop ».`,
  ].join('\n\n');
  return { subject, text };
}

type Says = (day: string, isRenewable: boolean) => { subject: string; says: string };

const RENEW = 'Pour le garder un an de plus, venez nous voir avec l’ordinateur avant ce jour';
const BRING_BACK = 'Il ne peut plus être reconduit : rapportez l’ordinateur ce jour-là au plus tard';
const choice = (isRenewable: boolean): string => (isRenewable ? RENEW : BRING_BACK);

const late =
  (says: string): Says =>
  (day) => ({
    subject: 'Votre prêt d’ordinateur est terminé',
    says: `Le prêt de votre ordinateur a pris fin le ${day}, et l’ordinateur ne nous est pas revenu. ${says}`,
  });

const SAYS: Record<ReminderKind, Says> = {
  RENEWAL_OPENS: (day, isRenewable) => ({
    subject: isRenewable ? 'Votre prêt d’ordinateur peut être reconduit' : 'Votre prêt d’ordinateur prend bientôt fin',
    says: `Le prêt de votre ordinateur court jusqu’au ${day}. ${choice(isRenewable)}.`,
  }),
  ENDS_SOON: (day, isRenewable) => ({
    subject: `Votre prêt d’ordinateur prend fin le ${day}`,
    says: `Le prêt de votre ordinateur prend bientôt fin, le ${day}. ${choice(isRenewable)} ; sinon, rapportez-le-nous.`,
  }),
  DUE: (day) => ({
    subject: 'Votre prêt d’ordinateur arrive à échéance',
    says: `Le prêt de votre ordinateur arrive à échéance le ${day}. Rapportez-nous l’ordinateur, ou appelez-nous.`,
  }),
  OVERDUE: late('Rapportez-le-nous, ou convenez d’un jour avec nous.'),
  OVERDUE_AGAIN: late('Cela fait plus de deux semaines : appelez-nous cette semaine.'),
  OVERDUE_LAST: late(
    'Cela fait plus de quatre semaines : c’est notre dernier rappel avant de le considérer comme non restitué.',
  ),
};
