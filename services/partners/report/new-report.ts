import type { Acting } from '../../../packages/platform/verb/act.ts';
import { ReportingPeriod } from './reporting-period.entity.ts';

type About = Pick<
  ReportingPeriod,
  'agreementId' | 'programmeId' | 'inProgramme' | 'period' | 'territory' | 'revision' | 'supersedes' | 'reason'
>;

/** What a reporting period has not been told yet. */
export const NOT_SUBMITTED = { submittedOn: null, submittedAt: null, submittedBy: null, statement: null } as const;

/** An open reporting period. */
export function newReport({ em, newId, today }: Acting, about: About): ReportingPeriod {
  const later = {
    discardedOn: null,
    ...NOT_SUBMITTED,
    approvedOn: null,
    approvedBy: null,
    lockedOn: null,
    lockedAt: null,
  };
  return em.create(ReportingPeriod, { id: newId('report'), ...about, ...later, openedOn: today });
}
