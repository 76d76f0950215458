import { registerEnumType } from 'type-graphql';

export const DonationState = {
  OFFERED: 'OFFERED',
  ACCEPTED: 'ACCEPTED',
  DECLINED: 'DECLINED',
  CANCELLED: 'CANCELLED',
  PICKED_UP: 'PICKED_UP',
  INVENTORIED: 'INVENTORIED',
  ATTESTED: 'ATTESTED',
  CLOSED: 'CLOSED',
} as const;
export type DonationState = keyof typeof DonationState;
registerEnumType(DonationState, {
  name: 'DonationState',
  description: 'How far a donation has come.',
  valuesConfig: {
    OFFERED: { description: 'The donor proposes machines; the association has not answered.' },
    ACCEPTED: { description: 'The association will fetch them.' },
    DECLINED: { description: 'The association said no.' },
    CANCELLED: { description: 'The donor withdrew before anything was fetched.' },
    PICKED_UP: { description: 'The machines are at the workshop.' },
    INVENTORIED: { description: 'Every machine that came is registered; none will be added.' },
    ATTESTED: { description: 'The donor has certificates of what became of every machine.' },
    CLOSED: { description: 'Nothing is left to do for the donor.' },
  },
});
