import { registerEnumType } from 'type-graphql';

export const ComputerKind = {
  LAPTOP: 'LAPTOP',
  DESKTOP: 'DESKTOP',
  ALL_IN_ONE: 'ALL_IN_ONE',
  TABLET: 'TABLET',
  OTHER: 'OTHER',
} as const;
export type ComputerKind = keyof typeof ComputerKind;
registerEnumType(ComputerKind, { name: 'ComputerKind', description: 'What a machine is.' });

export const Processing = {
  ANNOUNCED: 'ANNOUNCED',
  COLLECTED: 'COLLECTED',
  TRIAGED: 'TRIAGED',
  ERASED: 'ERASED',
  REFURBISHING: 'REFURBISHING',
  READY: 'READY',
  DISMANTLED: 'DISMANTLED',
  TO_RECYCLE: 'TO_RECYCLE',
} as const;
export type Processing = keyof typeof Processing;
registerEnumType(Processing, {
  name: 'Processing',
  description: 'How far the workshop has come with a machine.',
  valuesConfig: {
    ANNOUNCED: { description: 'Registered while still at the donor.' },
    COLLECTED: { description: 'At the workshop, to be triaged.' },
    TRIAGED: {
      description: 'Worth refurbishing; its storages are to be erased, also each time it comes back from a loan.',
    },
    ERASED: { description: 'Every storage is proved erased, or it has none.' },
    REFURBISHING: { description: 'On the bench: its tests have not all passed.' },
    READY: { description: 'Graded, tested, and free to be lent when in stock.' },
    DISMANTLED: { description: 'Taken apart for its parts.' },
    TO_RECYCLE: { description: 'Waits for the recycler.' },
  },
});

export const Custody = {
  AT_DONOR: 'AT_DONOR',
  IN_STOCK: 'IN_STOCK',
  RESERVED: 'RESERVED',
  ON_LOAN: 'ON_LOAN',
  IN_REPAIR: 'IN_REPAIR',
  IN_TRANSFER: 'IN_TRANSFER',
  TRANSFERRED: 'TRANSFERRED',
  CEDED: 'CEDED',
  LOST: 'LOST',
  STOLEN: 'STOLEN',
  RECYCLED: 'RECYCLED',
  STRUCK_OUT: 'STRUCK_OUT',
} as const;
export type Custody = keyof typeof Custody;
registerEnumType(Custody, {
  name: 'Custody',
  description: 'Who has a machine.',
  valuesConfig: {
    AT_DONOR: { description: 'Not fetched yet.' },
    IN_STOCK: { description: 'At the workshop.' },
    RESERVED: { description: 'At the workshop, kept for one loan.' },
    ON_LOAN: { description: 'With a borrower.' },
    IN_REPAIR: { description: 'On the bench, with an open repair ticket.' },
    IN_TRANSFER: { description: 'Offered to another association, which has not taken it over yet.' },
    TRANSFERRED: { description: 'Another association has it for good.' },
    CEDED: { description: 'Its borrower has it for good.' },
    LOST: { description: 'Lost, by a borrower or at the workshop; it may be found again.' },
    STOLEN: { description: 'Stolen, from a borrower or at the workshop; it may be found again.' },
    RECYCLED: { description: "Gone, with a recycler's certificate." },
    STRUCK_OUT: { description: 'Registered by mistake, or announced and never delivered; it counts nowhere.' },
  },
});

export const Grade = { A: 'A', B: 'B', C: 'C' } as const;
export type Grade = keyof typeof Grade;
registerEnumType(Grade, {
  name: 'Grade',
  description: 'The state of a refurbished machine.',
  valuesConfig: {
    A: { description: 'As new.' },
    B: { description: 'Works fully; signs of use.' },
    C: { description: 'Works, with a defect that was told.' },
  },
});

export const ComputerLoss = { LOST: 'LOST', STOLEN: 'STOLEN' } as const;
export type ComputerLoss = keyof typeof ComputerLoss;
registerEnumType(ComputerLoss, { name: 'ComputerLoss', description: 'Why a machine will not come back.' });

export const StrikeOutReason = { MISTAKE: 'MISTAKE', NOT_DELIVERED: 'NOT_DELIVERED' } as const;
export type StrikeOutReason = keyof typeof StrikeOutReason;
registerEnumType(StrikeOutReason, {
  name: 'StrikeOutReason',
  description: 'Why a machine should not be there.',
  valuesConfig: {
    MISTAKE: { description: 'It was registered by mistake: twice, in another donation, or it does not exist.' },
    NOT_DELIVERED: { description: 'It was announced and never came.' },
  },
});
