import type { GraphQLClient } from 'graphql-request';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { anAgreement } from '../agreement/agreement.factory.ts';

export interface ReportAnswer {
  reportingPeriod: { id: string; state: string; revision: number };
}

const SELECTION = 'reportingPeriod { id state revision }';
let keys = 0;
const key = () => ({ idempotencyKey: `report ${keys++}` });

/** What `openReportingPeriod` answers, for 2011; of which agreement or programme is told. */
export function openReport(api: GraphQLClient, about: object) {
  return callVerb<ReportAnswer>(api, 'openReportingPeriod', SELECTION, { period: '2011', ...key(), ...about });
}

/** What `submitReportingPeriod`, `lockReportingPeriod` or `correctReportingPeriod` answers. */
export function stepReport(api: GraphQLClient, step: string, reportingPeriodId: string, changes: object = {}) {
  const keyed = ['submit', 'lock', 'correct'].includes(step) ? key() : {};
  const reasoned = ['return', 'correct', 'discard'].includes(step) ? { reason: 'Chiffres à revoir' } : {};
  const asked = { reportingPeriodId, ...keyed, ...reasoned, ...changes };
  return callVerb<ReportAnswer>(api, `${step}ReportingPeriod`, SELECTION, asked);
}

/** Who reads the figures a second time. */
export const colleague = (partners: ServiceUnderTest) => partners.as('manager', { subject: 'somebody else' });

/** A report on 2011, locked: of a new agreement, unless told otherwise. */
export async function aLockedReport(partners: ServiceUnderTest, about: object = {}): Promise<string> {
  const api = partners.as('manager');
  const subject = Object.keys(about).length > 0 ? about : { agreementId: (await anAgreement(api)).id };
  const { id } = (await openReport(api, subject)).reportingPeriod;
  await stepReport(api, 'submit', id);
  await stepReport(colleague(partners), 'approve', id);
  await stepReport(colleague(partners), 'lock', id);
  return id;
}
