import { registerEnumType } from 'type-graphql';

/** PRESCRIBED → ASSESSED → IN_PROGRESS → COMPLETED | DROPPED_OUT | REDIRECTED → EXITED; one may also end before it starts. */
export const PathwayState = {
  PRESCRIBED: 'PRESCRIBED',
  ASSESSED: 'ASSESSED',
  IN_PROGRESS: 'IN_PROGRESS',
  COMPLETED: 'COMPLETED',
  DROPPED_OUT: 'DROPPED_OUT',
  REDIRECTED: 'REDIRECTED',
  EXITED: 'EXITED',
} as const;
export type PathwayState = keyof typeof PathwayState;
registerEnumType(PathwayState, {
  name: 'PathwayState',
  description: 'Where a pathway stands.',
  valuesConfig: {
    PRESCRIBED: { description: 'The person is expected, sent by an organisation or come by themselves.' },
    ASSESSED: { description: 'What they can do is known; the support has not begun.' },
    IN_PROGRESS: { description: 'The support is under way.' },
    COMPLETED: { description: 'The support came to its end.' },
    DROPPED_OUT: { description: 'The person stopped coming.' },
    REDIRECTED: { description: 'Another organisation goes on with it.' },
    EXITED: { description: 'What became of the person is noted.' },
  },
});

export const PathwayEnding = { COMPLETED: 'COMPLETED', DROPPED_OUT: 'DROPPED_OUT', REDIRECTED: 'REDIRECTED' } as const;
export type PathwayEnding = keyof typeof PathwayEnding;
registerEnumType(PathwayEnding, { name: 'PathwayEnding', description: 'How the support of a pathway ended.' });

export const PathwayGoal = {
  JOB: 'JOB',
  TRAINING: 'TRAINING',
  BUSINESS: 'BUSINESS',
  RIGHTS: 'RIGHTS',
  FAMILY: 'FAMILY',
  SOCIAL_LIFE: 'SOCIAL_LIFE',
  AUTONOMY: 'AUTONOMY',
  OTHER: 'OTHER',
} as const;
export type PathwayGoal = keyof typeof PathwayGoal;
registerEnumType(PathwayGoal, {
  name: 'PathwayGoal',
  description: 'What a pathway is for; a list, so that nothing about a person is written here.',
  valuesConfig: {
    JOB: { description: 'Finding or keeping a job.' },
    TRAINING: { description: 'Entering a vocational training.' },
    BUSINESS: { description: 'Starting a business.' },
    RIGHTS: { description: 'Reaching one’s rights and public services on line.' },
    FAMILY: { description: 'Following the children and their school.' },
    SOCIAL_LIFE: { description: 'Keeping in touch with others.' },
    AUTONOMY: { description: 'Doing by oneself with a computer.' },
  },
});

export const PathwayOutcome = {
  JOB: 'JOB',
  TRAINING: 'TRAINING',
  BUSINESS: 'BUSINESS',
  OTHER: 'OTHER',
  UNKNOWN: 'UNKNOWN',
} as const;
export type PathwayOutcome = keyof typeof PathwayOutcome;
registerEnumType(PathwayOutcome, {
  name: 'PathwayOutcome',
  description: 'What became of a person; the first three are positive outcomes.',
  valuesConfig: {
    JOB: { description: 'Has a job.' },
    TRAINING: { description: 'Is in a vocational training.' },
    BUSINESS: { description: 'Has started a business.' },
    OTHER: { description: 'Something else, which is known.' },
    UNKNOWN: { description: 'Could not be learnt.' },
  },
});
