import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import { RENEWAL_OPENS_DAYS } from '../loan/loan.rules.ts';
import { OVERDUE_POLICY, type OverdueStage } from '../loan/overdue.rules.ts';
import type { Reminder, ReminderKind, ReminderState } from './reminder.entity.ts';

/** One moment at which a borrower is reminded. */
export interface Stage {
  kind: ReminderKind;
  /** Days after the end of the term; negative before. */
  days: number;
}

/**
 * When borrowers are reminded, the earliest first: as soon as they may renew, a month before the end, on the day, and then
 * as the policy for overdue loans says. The association's own default; no text imposes it.
 */
export const STAGES: readonly Stage[] = [
  { kind: 'RENEWAL_OPENS', days: -RENEWAL_OPENS_DAYS },
  { kind: 'ENDS_SOON', days: -30 },
  { kind: 'DUE', days: 0 },
  { kind: 'OVERDUE', days: lateDays('REMINDER') },
  { kind: 'OVERDUE_AGAIN', days: lateDays('SECOND_REMINDER') },
  { kind: 'OVERDUE_LAST', days: lateDays('FORMAL_NOTICE') },
];

/**
 * What a borrower is to be reminded of on a day: the last stage that has come. One that was missed is not made up for, since
 * the next one says more.
 */
export function stageOn(dueOn: string, on: string): Stage | null {
  return STAGES.findLast(({ days }) => daysBetween(dueOn, on) >= days) ?? null;
}

/** What a reminder is about, as its id says: `loan_01h…~2012-01-10~DUE`; null when it says nothing of the kind. */
export function readReminderId(id: string): Pick<Reminder, 'loanId' | 'dueOn' | 'kind'> | null {
  const [, loanId, dueOn, kind] = /^(\w+)~(\d{4}-\d{2}-\d{2})~([A-Z_]+)$/.exec(id) ?? [];
  if (!loanId || !dueOn || !STAGES.some((stage) => stage.kind === kind)) return null;
  return { loanId, dueOn, kind: kind as ReminderKind };
}

/** The day from which a reminder is to be made. */
export function remindOn({ dueOn, kind }: Pick<Reminder, 'dueOn' | 'kind'>): string {
  const { days } = STAGES.find((stage) => stage.kind === kind)!;
  return new Date(Date.parse(dueOn) + days * DAY_MS).toISOString().slice(0, 10);
}

/** `REMINDER_NOT_DUE`: the loan is over or renewed, or another reminder is due by now, or none yet. */
export function whyNotDue(
  loan: { state: string; dueOn: string | null },
  { dueOn, kind }: Pick<Reminder, 'dueOn' | 'kind'>,
  on: string,
): Refusal | null {
  const isDue = loan.state === 'ACTIVE' && loan.dueOn === dueOn && stageOn(dueOn, on)?.kind === kind;
  if (isDue) return null;
  return new Refusal('REMINDER_NOT_DUE', 'reminderId', {
    en: 'This reminder is not due on that day: the loan has ended, was renewed, or is at another stage. Look at the reminders due again.',
    fr: "Ce rappel n'est pas à faire ce jour-là : le prêt est terminé, reconduit, ou en est à un autre rappel. Regardez à nouveau les rappels à faire.",
  });
}

/** `ALREADY_REMINDED`: each reminder is made once. */
export function whyNotAgain(state: ReminderState | null): Refusal | null {
  if (state !== 'SENT' && state !== 'DONE') return null;
  return new Refusal('ALREADY_REMINDED', 'reminderId', {
    en: 'This reminder was made already; the next one will come in its time.',
    fr: 'Ce rappel a déjà été fait ; le prochain viendra en son temps.',
  });
}

/** `MAIL_NOT_CONFIGURED`: this instance sends no e-mail. */
export function whyNoMail(mail: object | null): Refusal | null {
  if (mail) return null;
  return new Refusal('MAIL_NOT_CONFIGURED', null, {
    en: 'No mail server is set for this instance: call the borrowers, or have MAIL_URL and MAIL_FROM set.',
    fr: "Aucun serveur de courriel n'est réglé pour cette instance : appelez les emprunteurs, ou faites régler MAIL_URL et MAIL_FROM.",
  });
}

function lateDays(wanted: OverdueStage): number {
  return OVERDUE_POLICY.find(({ stage }) => stage === wanted)!.fromDay;
}

const DAY_MS = 86_400_000;
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;
