import { manifestPolicies } from '../kit/impact/compare/manifest-resolver.ts';
import { operatorPolicies } from '../kit/impact/operate/operator-policies.ts';
import { followPolicies } from '../kit/merge/follow-merges.ts';
import { ownerPolicies } from '../kit/owners/owner-resolver.ts';
import type { Policies } from '../kit/policies.ts';
import type { Role } from '../kit/viewer.ts';

const LENDERS: Role[] = ['lender', 'manager'];
const ANYBODY_IN_CONTACT: Role[] = ['lender', 'trainer', 'manager'];

/** Who may do what in lending. Row-level security says the same of households, people and loans once more. */
export const policies: Policies = {
  Household: LENDERS,
  Loan: LENDERS,
  Person: ANYBODY_IN_CONTACT,
  HistoryEntry: ANYBODY_IN_CONTACT,
  Impact: 'PUBLIC',
  // Stubs: their owners decide who may see them.
  Computer: 'PUBLIC',
  RepairTicket: 'PUBLIC',
  Organisation: 'PUBLIC',
  Programme: 'PUBLIC',
  'Organisation.loanContact': LENDERS,
  'Organisation.familiesServed': [...LENDERS, 'technician', 'coordinator', 'partner'],

  ImportRun: LENDERS,

  'Query.householdImport': LENDERS,
  'Query.householdImports': LENDERS,
  'Query.householdImportTemplate': LENDERS,
  'Query.household': LENDERS,
  'Query.quotientBands': LENDERS,
  'Query.eligibilityExpiring': LENDERS,
  'Query.possibleDuplicates': LENDERS,
  'Query.remindersDue': LENDERS,
  'Query.sendsReminders': LENDERS,
  'Query.loanCalendar': LENDERS,
  'Query.personFile': LENDERS,
  'Query.retention': ['manager'],
  'Query.households': LENDERS,
  'Query.loan': LENDERS,
  'Query.loans': LENDERS,
  'Query.loansDue': LENDERS,
  'Query.loansOverdue': LENDERS,
  'Query.waitingList': LENDERS,
  'Query.openFaults': LENDERS,
  'Query.person': ANYBODY_IN_CONTACT,
  'Query.people': ANYBODY_IN_CONTACT,

  'Mutation.importHouseholds': LENDERS,
  'Mutation.cancelHouseholdImport': LENDERS,
  'Mutation.registerHousehold': LENDERS,
  'Mutation.correctHousehold': LENDERS,
  'Mutation.moveHousehold': LENDERS,
  'Mutation.recordContact': LENDERS,
  'Mutation.eraseHousehold': LENDERS,
  'Mutation.assessEligibility': LENDERS,
  'Mutation.registerPerson': ANYBODY_IN_CONTACT,
  'Mutation.correctPerson': ANYBODY_IN_CONTACT,
  'Mutation.erasePerson': LENDERS,
  'Mutation.judgeDuplicate': LENDERS,
  'Mutation.mergePeople': LENDERS,
  'Mutation.mergeHouseholds': LENDERS,
  'Mutation.recordOrganisationContact': LENDERS,
  'Mutation.sendReminders': LENDERS,
  'Mutation.markReminderDone': LENDERS,
  'Mutation.requestLoan': LENDERS,
  'Mutation.startReview': LENDERS,
  'Mutation.waitlistLoan': LENDERS,
  'Mutation.withdrawLoan': LENDERS,
  'Mutation.approveLoan': LENDERS,
  'Mutation.refuseLoan': LENDERS,
  'Mutation.signLoan': LENDERS,
  'Mutation.handOverComputer': LENDERS,
  'Mutation.renewLoan': LENDERS,
  'Mutation.swapComputer': LENDERS,
  'Mutation.returnComputer': LENDERS,
  'Mutation.recordCheckUp': LENDERS,
  'Mutation.reportFault': LENDERS,
  'Mutation.resolveFault': LENDERS,
  'Mutation.cedeLoanedComputer': LENDERS,
  'Mutation.declareUnrecovered': LENDERS,
  'Mutation.liftSanction': ['manager'],
  'Mutation.closeLoan': ['manager'],
  'Mutation.keepPeopleFor': ['manager'],

  ...followPolicies('lending'),
  'Mutation.receiveLendingFigures': ['instance'],
  ...operatorPolicies('lending'),
  ...manifestPolicies('lending'),
  ...ownerPolicies('lending'),
};
