import type { Policies } from '../kit/policies.ts';

const WORKSHOP = ['technician', 'manager'] as const;
const STAFF = ['technician', 'lender', 'manager'] as const;
/** Row-level security shows a partner its own gifts only. */
const STAFF_AND_DONOR = [...STAFF, 'partner'] as const;

/** Who may do what in inventory. */
export const policies: Policies = {
  Organisation: 'PUBLIC',
  Programme: 'PUBLIC',
  Impact: 'PUBLIC',
  Donation: STAFF_AND_DONOR,
  Computer: STAFF_AND_DONOR,
  Erasure: STAFF_AND_DONOR,
  Recycling: STAFF_AND_DONOR,
  RepairTicket: STAFF,
  HistoryEntry: STAFF,
  'Organisation.computersGiven': [...STAFF_AND_DONOR, 'coordinator'],

  'Query.donation': STAFF_AND_DONOR,
  'Query.donations': STAFF_AND_DONOR,
  'Query.computer': STAFF_AND_DONOR,
  'Query.computerByLabel': STAFF,
  'Query.computers': STAFF,

  'Mutation.offerDonation': [...WORKSHOP, 'partner'],
  'Mutation.acceptDonation': WORKSHOP,
  'Mutation.declineDonation': WORKSHOP,
  'Mutation.pickUpDonation': WORKSHOP,
  'Mutation.inventoryDonation': WORKSHOP,
  'Mutation.registerComputer': WORKSHOP,
  'Mutation.registerComputers': WORKSHOP,
  'Mutation.triageComputer': WORKSHOP,
  'Mutation.triageComputers': WORKSHOP,
  'Mutation.recordErasure': WORKSHOP,
  'Mutation.recordErasures': WORKSHOP,
  'Mutation.refurbishComputer': WORKSHOP,
  'Mutation.refurbishComputers': WORKSHOP,
  'Mutation.openRepair': WORKSHOP,
  'Mutation.resolveRepair': WORKSHOP,
  'Mutation.sendToRecycling': WORKSHOP,
  'Mutation.recordRecycling': WORKSHOP,

  'Mutation.takeOutComputer': ['service'],
  'Mutation.takeBackComputer': ['service'],

  'Mutation.receiveInventoryFigures': ['instance'],
};
