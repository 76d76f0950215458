import { followPolicies } from '../../packages/platform/merge/follow-merges.ts';
import type { Policies } from '../../packages/platform/access/policies.ts';

const TRAINING = ['trainer', 'manager'] as const;

/** Who may do what in training. */
export const policies: Policies = {
  Organisation: 'PUBLIC',
  Programme: 'PUBLIC',
  Place: 'PUBLIC',
  Person: TRAINING,
  Session: TRAINING,
  Attendance: TRAINING,
  Visa: TRAINING,
  VisaAllocation: TRAINING,
  VisaClaim: TRAINING,
  Pathway: TRAINING,
  // Collective sessions and nobody who comes: people subscribe to it.
  'Place.calendar': 'PUBLIC',
  // It says which colleague did what.
  HistoryEntry: TRAINING,

  ImportRun: TRAINING,

  'Query.placeImport': TRAINING,
  'Query.placeImports': TRAINING,
  'Query.place': 'PUBLIC',
  'Query.places': 'PUBLIC',
  'Query.session': TRAINING,
  'Query.sessions': TRAINING,
  'Query.visa': TRAINING,
  'Query.visas': TRAINING,
  'Query.visaAllocations': TRAINING,
  'Query.visaClaim': TRAINING,
  'Query.visaClaims': TRAINING,
  'Query.pathway': TRAINING,
  'Query.pathways': TRAINING,
  'Query.outcomesDue': TRAINING,

  'Mutation.registerPlace': TRAINING,
  'Mutation.correctPlace': TRAINING,
  'Mutation.importPlaces': TRAINING,
  'Mutation.cancelPlaceImport': TRAINING,
  'Mutation.scheduleSession': TRAINING,
  'Mutation.bookSeat': TRAINING,
  'Mutation.cancelBooking': TRAINING,
  'Mutation.holdSession': TRAINING,
  'Mutation.recordSession': TRAINING,
  'Mutation.recordSessions': TRAINING,
  'Mutation.rescheduleSession': TRAINING,
  'Mutation.cancelSession': TRAINING,
  'Mutation.correctRegister': TRAINING,
  'Mutation.annulSession': TRAINING,
  'Mutation.allocateVisas': ['manager'],
  'Mutation.issueVisa': TRAINING,
  'Mutation.startVisa': TRAINING,
  'Mutation.completeVisa': TRAINING,
  'Mutation.cancelVisa': TRAINING,
  'Mutation.claimVisas': ['manager'],
  'Mutation.settleVisaClaim': ['manager'],
  'Mutation.prescribePathway': TRAINING,
  'Mutation.assessPathway': TRAINING,
  'Mutation.startPathway': TRAINING,
  'Mutation.endPathway': TRAINING,
  'Mutation.exitPathway': TRAINING,
  'Mutation.correctExit': TRAINING,
  'Mutation.recordLaterOutcome': TRAINING,

  'Mutation.repointPerson': ['service'],
  'Mutation.forgetPeople': ['service'],
  'Query.trainingFile': ['service'],
  'Query.lastContacts': ['service'],

  ...followPolicies('training'),
};
