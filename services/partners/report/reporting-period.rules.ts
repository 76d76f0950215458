import { firstDay, lastDay } from '../../../packages/calendar/period.ts';
import type { ImpactScope } from '../../../packages/figures/read/impact-scope.ts';
import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Agreement } from '../agreement/agreement.entity.ts';
import type { ReportingPeriod, ReportState } from './reporting-period.entity.ts';

type Steps = Pick<ReportingPeriod, 'discardedOn' | 'submittedOn' | 'approvedOn' | 'lockedOn'>;

/** Where a reporting period stands. */
export function stateOf({ discardedOn, submittedOn, approvedOn, lockedOn }: Steps): ReportState {
  if (lockedOn) return 'LOCKED';
  if (approvedOn) return 'APPROVED';
  if (submittedOn) return 'SUBMITTED';
  return discardedOn ? 'DISCARDED' : 'OPEN';
}

/** What a reporting period counts. `programmeId` is that of the agreement, when it is about one. */
export function scopeOf(
  { territory, period, inProgramme }: Pick<ReportingPeriod, 'territory' | 'period' | 'inProgramme'>,
  programmeId: string | null,
  association: string | null,
): ImpactScope {
  return { territory, association, programme: inProgramme ? programmeId : null, period, geography: 'AT_EVENT' };
}

/** `PERIOD_WITHOUT_END`: "ever" is never over, so nothing of it can be locked. */
export function whyNoPeriod(period: string): Refusal | null {
  if (period !== 'ever') return null;
  return new Refusal('PERIOD_WITHOUT_END', 'period', {
    en: 'A report is about a period that ends; give a year, a quarter or a month.',
    fr: 'Un bilan porte sur une période qui s’achève ; donnez une année, un trimestre ou un mois.',
  });
}

/** Why an agreement cannot be reported on for a period: `NOT_SIGNED`, `OUTSIDE_THE_AGREEMENT`, `NO_PROGRAMME`. */
export function whyNotReportable(agreement: Agreement, period: string, inProgramme: boolean): Refusal | null {
  const { signedOn, startsOn, programmeId } = agreement;
  const end = lastDayOf(agreement);
  if (!signedOn) {
    return new Refusal('NOT_SIGNED', 'agreementId', {
      en: 'The agreement is not signed; record the signature first.',
      fr: "La convention n'est pas signée ; enregistrez d'abord la signature.",
    });
  }
  if (lastDay(period) < startsOn || firstDay(period) > end) {
    return new Refusal('OUTSIDE_THE_AGREEMENT', 'period', {
      en: `The agreement runs from ${startsOn} to ${end}; give a period that shares a day with it.`,
      fr: `La convention court du ${startsOn} au ${end} ; donnez une période qui la recoupe.`,
    });
  }
  if (!inProgramme || programmeId) return null;
  return new Refusal('NO_PROGRAMME', 'inProgramme', {
    en: 'The agreement belongs to no programme; report on all that was done.',
    fr: "La convention ne relève d'aucun programme ; faites le bilan de toute l'activité.",
  });
}

/** Why figures cannot be submitted today: `NOT_OPEN`, `PERIOD_NOT_OVER`. */
export function whyNotSubmittable(report: ReportingPeriod, today: string): Refusal | null {
  if (stateOf(report) !== 'OPEN') return whyNotIn('OPEN', report);
  const end = lastDay(report.period);
  if (end < today) return null;
  return new Refusal('PERIOD_NOT_OVER', 'reportingPeriodId', {
    en: `The period lasts until ${end}; submit it from the day after, when its figures are complete.`,
    fr: `La période court jusqu'au ${end} ; soumettez-la dès le lendemain, une fois ses chiffres complets.`,
  });
}

/** Why somebody cannot approve: `NOT_SUBMITTED`, `SAME_PERSON`. */
export function whyNotApprovable(report: ReportingPeriod, subject: string | null): Refusal | null {
  if (stateOf(report) !== 'SUBMITTED') return whyNotIn('SUBMITTED', report);
  if (subject !== null && subject !== report.submittedBy) return null;
  return new Refusal('SAME_PERSON', null, {
    en: 'Whoever submitted it cannot approve it; ask a colleague.',
    fr: 'Qui l’a soumis ne peut l’approuver ; demandez à une autre personne.',
  });
}

type Ending = Pick<Agreement, 'startsOn' | 'endsOn' | 'terminatedOn'>;

/** Its last day. One that was ended before it began is reported on with its first day, since money may have come. */
function lastDayOf({ startsOn, endsOn, terminatedOn }: Ending): string {
  const end = terminatedOn ?? endsOn;
  return end < startsOn ? startsOn : end;
}

/** Whether a locked report on a period covers an agreement's last day. */
export function coversTheEnd(period: string, agreement: Ending): boolean {
  const end = lastDayOf(agreement);
  return firstDay(period) <= end && lastDay(period) >= end;
}

const NEXT: Record<ReportState, { en: string; fr: string }> = {
  OPEN: { en: 'submit it first', fr: 'soumettez-la d’abord' },
  SUBMITTED: { en: 'have it approved first', fr: 'faites-la d’abord approuver' },
  APPROVED: { en: 'lock it first', fr: 'verrouillez-la d’abord' },
  LOCKED: { en: 'correct it by a new revision', fr: 'corrigez-la par une nouvelle révision' },
  DISCARDED: { en: 'open another one', fr: 'ouvrez-en une autre' },
};
const STEPS = Object.keys(NEXT);

/** `NOT_OPEN`, `NOT_SUBMITTED`, `NOT_APPROVED`, `NOT_LOCKED`: the state that a step needs is not the present one. */
export function whyNotIn(needed: ReportState, report: Steps): Refusal | null {
  const state = stateOf(report);
  if (state === needed) return null;
  const isLater = STEPS.indexOf(state) > STEPS.indexOf(needed);
  const next = isLater && state !== 'LOCKED' && state !== 'DISCARDED' ? AFTER : NEXT[state];
  return new Refusal(`NOT_${needed}`, 'reportingPeriodId', {
    en: `It is ${state}; ${next.en}.`,
    fr: `Elle est ${FRENCH[state]} ; ${next.fr}.`,
  });
}

const AFTER = { en: 'this step is done: go on with the next', fr: 'cette étape est faite : passez à la suivante' };
const FRENCH: Record<ReportState, string> = {
  OPEN: 'ouverte',
  SUBMITTED: 'soumise',
  APPROVED: 'approuvée',
  LOCKED: 'verrouillée',
  DISCARDED: 'abandonnée',
};
