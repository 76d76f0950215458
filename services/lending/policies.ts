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
  Organisation: 'PUBLIC',
  Programme: 'PUBLIC',
  'Organisation.familiesServed': [...LENDERS, 'technician', 'coordinator', 'partner'],

  'Query.household': LENDERS,
  'Query.households': LENDERS,
  'Query.loan': LENDERS,
  'Query.loans': LENDERS,
  'Query.loansDue': LENDERS,
  'Query.loansOverdue': LENDERS,
  'Query.waitingList': LENDERS,
  'Query.person': ANYBODY_IN_CONTACT,
  'Query.people': ANYBODY_IN_CONTACT,

  'Mutation.registerHousehold': LENDERS,
  'Mutation.registerPerson': ANYBODY_IN_CONTACT,
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

  'Mutation.receiveLendingFigures': ['instance'],
};
