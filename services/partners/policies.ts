import { ownerPolicies } from '../../packages/platform/references/owner-resolver.ts';
import type { Policies } from '../../packages/platform/access/policies.ts';
import type { Role } from '../../packages/platform/access/viewer.ts';

/** The people of one association. */
const STAFF: readonly Role[] = ['technician', 'lender', 'trainer', 'manager'];
/** Who keeps the directory of the network. */
const DIRECTORY: readonly Role[] = ['manager', 'coordinator'];
/** Since when an organisation is what its agreements and services show: the association's own business, and that organisation's. */
export const SEE_DERIVED: readonly Role[] = [...STAFF, 'coordinator'];
/** Who may know what an organisation is to the association. */
export const SEE_ROLES: readonly Role[] = [...STAFF, 'coordinator', 'partner'];

/** Organisations are not persons: their names and codes are public, and so are published figures. */
export const policies: Policies = {
  Organisation: 'PUBLIC',
  'Organisation.roles': SEE_ROLES,
  'Organisation.rolesHeld': SEE_ROLES,
  Programme: 'PUBLIC',
  Association: 'PUBLIC',
  Territory: 'PUBLIC',
  'Impact.fundingByFunder': ['manager', 'partner'],
  Agreement: ['manager', 'partner'],
  ReportingPeriod: ['manager', 'coordinator', 'partner'],
  ServiceDelivery: [...STAFF, 'partner'],
  HistoryEntry: [...STAFF, 'coordinator'],
  Install: DIRECTORY,

  'Query.organisation': 'PUBLIC',
  'Query.organisations': 'PUBLIC',
  'Query.programme': 'PUBLIC',
  'Query.programmes': 'PUBLIC',
  'Query.association': 'PUBLIC',
  'Query.associations': 'PUBLIC',
  'Query.installs': DIRECTORY,
  'Query.territory': 'PUBLIC',
  'Query.territories': 'PUBLIC',
  'Query.impact': 'PUBLIC',
  'Query.measures': 'PUBLIC',
  'Query.network': 'PUBLIC',
  'Query.agreement': ['manager', 'partner'],
  'Query.agreements': ['manager', 'partner'],
  'Query.instalmentsDue': ['manager', 'partner'],
  'Query.reportingPeriod': ['manager', 'coordinator', 'partner'],
  'Query.reportingPeriods': ['manager', 'coordinator', 'partner'],

  'Mutation.registerOrganisation': [...STAFF, 'coordinator'],
  'Mutation.correctOrganisation': [...STAFF, 'coordinator'],
  'Mutation.closeOrganisation': DIRECTORY,
  'Mutation.mergeOrganisations': DIRECTORY,
  'Mutation.introduceOrganisations': ['service'],
  'Mutation.declareRole': [...STAFF, 'coordinator'],
  'Mutation.endRole': [...STAFF, 'coordinator'],
  'Mutation.registerProgramme': DIRECTORY,
  'Mutation.endProgramme': DIRECTORY,
  'Mutation.succeedProgramme': DIRECTORY,
  'Mutation.registerAssociation': DIRECTORY,
  'Mutation.changeCoverage': DIRECTORY,
  'Mutation.leaveNetwork': DIRECTORY,
  'Mutation.inviteInstall': DIRECTORY,
  'Mutation.enrolInstall': ['instance'],
  'Mutation.enrolHere': ['manager', 'coordinator'],
  'Mutation.approveInstall': DIRECTORY,
  'Mutation.revokeInstall': DIRECTORY,
  'Mutation.meetInstalls': ['service'],
  'Mutation.proposeAgreement': ['manager'],
  'Mutation.signAgreement': ['manager'],
  'Mutation.amendAgreement': ['manager'],
  'Mutation.receiveInstalment': ['manager'],
  'Mutation.correctInstalment': ['manager'],
  'Mutation.terminateAgreement': ['manager'],
  'Mutation.settleAgreement': ['manager'],
  'Mutation.openReportingPeriod': DIRECTORY,
  'Mutation.discardReportingPeriod': DIRECTORY,
  'Mutation.submitReportingPeriod': DIRECTORY,
  'Mutation.returnReportingPeriod': DIRECTORY,
  'Mutation.approveReportingPeriod': DIRECTORY,
  'Mutation.lockReportingPeriod': DIRECTORY,
  'Mutation.correctReportingPeriod': DIRECTORY,
  'Mutation.recordService': ['trainer', 'manager'],
  'Mutation.correctService': ['trainer', 'manager'],
  'Mutation.cancelService': ['trainer', 'manager'],
  ...ownerPolicies('partners'),
};
