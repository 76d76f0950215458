import { registerEnumType } from 'type-graphql';

/** ISSUED → STARTED → COMPLETED → CLAIMED → PAID | REJECTED → CLAIMED…; EXPIRED, CANCELLED. */
export const VisaState = {
  ISSUED: 'ISSUED',
  STARTED: 'STARTED',
  COMPLETED: 'COMPLETED',
  CLAIMED: 'CLAIMED',
  PAID: 'PAID',
  REJECTED: 'REJECTED',
  EXPIRED: 'EXPIRED',
  CANCELLED: 'CANCELLED',
} as const;
export type VisaState = keyof typeof VisaState;
registerEnumType(VisaState, {
  name: 'VisaState',
  description: 'Where a visa stands.',
  valuesConfig: {
    ISSUED: { description: 'Given to the person; its amount is frozen.' },
    STARTED: { description: 'The training has begun; hours count from here.' },
    COMPLETED: { description: 'The hours were attended.' },
    CLAIMED: { description: 'The Region is asked to pay it.' },
    PAID: { description: 'The Region paid it.' },
    REJECTED: { description: 'The Region refused to pay it; it may be claimed again once corrected.' },
    EXPIRED: { description: 'Its last day passed before the hours were complete.' },
    CANCELLED: { description: 'Taken back: it counts nowhere, and another may be given in its stead.' },
  },
});

export const VisaCancellation = {
  ISSUED_IN_ERROR: 'ISSUED_IN_ERROR',
  GIVEN_UP: 'GIVEN_UP',
  HOURS_CORRECTED: 'HOURS_CORRECTED',
  OTHER: 'OTHER',
} as const;
export type VisaCancellation = keyof typeof VisaCancellation;
registerEnumType(VisaCancellation, {
  name: 'VisaCancellation',
  description: 'Why a visa was cancelled; a list, so that nothing about a person is written here.',
  valuesConfig: {
    ISSUED_IN_ERROR: { description: 'It should not have been given.' },
    GIVEN_UP: { description: 'The person does not want it any more.' },
    HOURS_CORRECTED: { description: 'A corrected register leaves too few hours.' },
  },
});
