import type { Policies } from '../kit/policies.ts';

const TRAINING = ['trainer', 'manager'] as const;

/** Who may do what in training. */
export const policies: Policies = {
  Impact: 'PUBLIC',
  Organisation: 'PUBLIC',
  Programme: 'PUBLIC',
  Place: 'PUBLIC',
  Person: TRAINING,
  Session: TRAINING,
  Attendance: TRAINING,
  Visa: TRAINING,
  // It says which colleague did what.
  HistoryEntry: TRAINING,

  'Query.place': 'PUBLIC',
  'Query.places': 'PUBLIC',
  'Query.session': TRAINING,
  'Query.sessions': TRAINING,
  'Query.visa': TRAINING,
  'Query.visas': TRAINING,

  'Mutation.registerPlace': TRAINING,
  'Mutation.scheduleSession': TRAINING,
  'Mutation.bookSeat': TRAINING,
  'Mutation.cancelBooking': TRAINING,
  'Mutation.holdSession': TRAINING,
  'Mutation.recordSession': TRAINING,
  'Mutation.recordSessions': TRAINING,
  'Mutation.cancelSession': TRAINING,
  'Mutation.issueVisa': TRAINING,
  'Mutation.startVisa': TRAINING,
  'Mutation.completeVisa': TRAINING,

  'Mutation.receiveTrainingFigures': ['instance'],
};
