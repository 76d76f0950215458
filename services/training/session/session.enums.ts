import { registerEnumType } from 'type-graphql';

export const SessionKind = { INDIVIDUAL: 'INDIVIDUAL', COLLECTIVE: 'COLLECTIVE' } as const;
export type SessionKind = keyof typeof SessionKind;
registerEnumType(SessionKind, {
  name: 'SessionKind',
  description: 'Whether a session is for one person or for a group.',
});

export const SessionMode = {
  ON_SITE: 'ON_SITE',
  HOME: 'HOME',
  REMOTE: 'REMOTE',
  TELE_TRAINING: 'TELE_TRAINING',
} as const;
export type SessionMode = keyof typeof SessionMode;
registerEnumType(SessionMode, {
  name: 'SessionMode',
  description: 'Where people and staff meet.',
  valuesConfig: {
    ON_SITE: { description: 'At a registered place.' },
    HOME: { description: "At the person's home; counted at the association's seat." },
    REMOTE: { description: "By telephone or screen; counted at the association's seat." },
    TELE_TRAINING: { description: 'At a P@T, on the distance course of a training body, with staff at hand.' },
  },
});

/** SCHEDULED → HELD | CANCELLED. */
export const SessionState = { SCHEDULED: 'SCHEDULED', HELD: 'HELD', CANCELLED: 'CANCELLED' } as const;
export type SessionState = keyof typeof SessionState;
registerEnumType(SessionState, { name: 'SessionState', description: 'Where a session stands.' });

/** Themes of digital mediation, after La Coop de la médiation numérique. */
export const SessionTheme = {
  EQUIPMENT: 'EQUIPMENT',
  INTERNET: 'INTERNET',
  EMAIL: 'EMAIL',
  SMARTPHONE: 'SMARTPHONE',
  OFFICE: 'OFFICE',
  PUBLIC_SERVICES: 'PUBLIC_SERVICES',
  EMPLOYMENT: 'EMPLOYMENT',
  HEALTH: 'HEALTH',
  PARENTHOOD: 'PARENTHOOD',
  SOCIAL_NETWORKS: 'SOCIAL_NETWORKS',
  SAFETY: 'SAFETY',
  CREATION: 'CREATION',
  WEB_SITE: 'WEB_SITE',
  OTHER: 'OTHER',
} as const;
export type SessionTheme = keyof typeof SessionTheme;
registerEnumType(SessionTheme, {
  name: 'SessionTheme',
  description: 'What a session is about, after the themes of La Coop de la médiation numérique.',
  valuesConfig: {
    EQUIPMENT: { description: 'Taking a computer in hand.' },
    OFFICE: { description: 'Texts and spreadsheets.' },
    PUBLIC_SERVICES: { description: 'Rights and formalities on line.' },
    PARENTHOOD: { description: 'Children, school and screens.' },
    CREATION: { description: 'Pictures, sound, culture and leisure.' },
    WEB_SITE: { description: 'Making or keeping a web site.' },
  },
});

export const CancellationReason = {
  NOBODY_BOOKED: 'NOBODY_BOOKED',
  NOBODY_CAME: 'NOBODY_CAME',
  STAFF_ABSENT: 'STAFF_ABSENT',
  PLACE_UNAVAILABLE: 'PLACE_UNAVAILABLE',
  RECORDED_IN_ERROR: 'RECORDED_IN_ERROR',
  OTHER: 'OTHER',
} as const;
export type CancellationReason = keyof typeof CancellationReason;
registerEnumType(CancellationReason, {
  name: 'CancellationReason',
  description: 'Why a session was cancelled; a list, so that nothing about a person is written here.',
  valuesConfig: {
    RECORDED_IN_ERROR: { description: 'It never took place, or is recorded twice.' },
  },
});

export const CorrectionReason = {
  PERSON_FORGOTTEN: 'PERSON_FORGOTTEN',
  PERSON_MISTAKEN: 'PERSON_MISTAKEN',
  WRONG_DURATION: 'WRONG_DURATION',
  WRONG_DAY: 'WRONG_DAY',
  OTHER: 'OTHER',
} as const;
export type CorrectionReason = keyof typeof CorrectionReason;
registerEnumType(CorrectionReason, {
  name: 'CorrectionReason',
  description: 'Why a register was corrected; a list, so that nothing about a person is written here.',
});
