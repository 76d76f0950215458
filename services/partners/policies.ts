import type { Policies } from '../kit/policies.ts';
import type { Role } from '../kit/viewer.ts';

/** The people of one association. */
const STAFF: readonly Role[] = ['technician', 'lender', 'trainer', 'manager'];
/** Who keeps the directory of the network. */
const DIRECTORY: readonly Role[] = ['manager', 'coordinator'];

/** Organisations are not persons: their names and codes are public, and so are published figures. */
export const policies: Policies = {
  Organisation: 'PUBLIC',
  'Organisation.roles': [...STAFF, 'coordinator', 'partner'],
  Programme: 'PUBLIC',
  Association: 'PUBLIC',
  Territory: 'PUBLIC',
  Impact: 'PUBLIC',
  Agreement: ['manager', 'partner'],
  ServiceDelivery: [...STAFF, 'partner'],
  HistoryEntry: [...STAFF, 'coordinator'],

  'Query.organisation': 'PUBLIC',
  'Query.organisations': 'PUBLIC',
  'Query.programme': 'PUBLIC',
  'Query.programmes': 'PUBLIC',
  'Query.association': 'PUBLIC',
  'Query.associations': 'PUBLIC',
  'Query.territory': 'PUBLIC',
  'Query.territories': 'PUBLIC',
  'Query.impact': 'PUBLIC',
  'Query.measures': 'PUBLIC',
  'Query.agreement': ['manager', 'partner'],
  'Query.agreements': ['manager', 'partner'],

  'Mutation.registerOrganisation': [...STAFF, 'coordinator'],
  'Mutation.registerProgramme': DIRECTORY,
  'Mutation.registerAssociation': DIRECTORY,
  'Mutation.proposeAgreement': ['manager'],
  'Mutation.signAgreement': ['manager'],
  'Mutation.receiveInstalment': ['manager'],
  'Mutation.terminateAgreement': ['manager'],
  'Mutation.recordService': ['trainer', 'manager'],
  'Mutation.receivePartnersFigures': ['instance'],
};
