import { createSubgraph, type ServiceParts, type SubgraphOptions } from '../kit/create-subgraph.ts';
import type { ServiceContext } from '../kit/service-context.ts';
import type { Subgraph } from '../kit/subgraph.ts';
import { Computer } from './computer/computer.entity.ts';
import { computerById } from './computer/computer.loaders.ts';
import { ComputerQueries, DonatedComputers, RecyclingQueries } from './computer/computer.queries.ts';
import { Outing } from './computer/outing.entity.ts';
import { RecordRecycling } from './computer/record-recycling.ts';
import { Recycling } from './computer/recycling.entity.ts';
import { RefurbishComputer } from './computer/refurbish-computer.ts';
import { RegisterComputer } from './computer/register-computer.ts';
import { SendToRecycling } from './computer/send-to-recycling.ts';
import { TakeBackComputer } from './computer/take-back-computer.ts';
import { TakeOutComputer } from './computer/take-out-computer.ts';
import { TriageComputer } from './computer/triage-computer.ts';
import { AcceptDonation } from './donation/accept-donation.ts';
import { DeclineDonation } from './donation/decline-donation.ts';
import { Donation } from './donation/donation.entity.ts';
import { donationById } from './donation/donation.loaders.ts';
import { DonationQueries } from './donation/donation.queries.ts';
import { InventoryDonation } from './donation/inventory-donation.ts';
import { OfferDonation } from './donation/offer-donation.ts';
import { PickUpDonation } from './donation/pick-up-donation.ts';
import { Erasure } from './erasure/erasure.entity.ts';
import { ErasureQueries } from './erasure/erasure.queries.ts';
import { RecordErasure } from './erasure/record-erasure.ts';
import { impact, ReceiveFigures } from './impact.ts';
import { measures } from './measures.ts';
import { OrganisationReference } from './organisation/organisation.reference.ts';
import { Organisation } from './organisation/organisation.stub.ts';
import { policies } from './policies.ts';
import { ProgrammeReference } from './programme/programme.reference.ts';
import { Programme } from './programme/programme.stub.ts';
import { OpenRepair } from './repair/open-repair.ts';
import { RepairTicket } from './repair/repair-ticket.entity.ts';
import { RepairQueries, RepairsOfComputer } from './repair/repair.queries.ts';
import { ResolveRepair } from './repair/resolve-repair.ts';

const verbs = [
  OfferDonation,
  AcceptDonation,
  DeclineDonation,
  PickUpDonation,
  InventoryDonation,
  RegisterComputer,
  TriageComputer,
  RecordErasure,
  RefurbishComputer,
  OpenRepair,
  ResolveRepair,
  SendToRecycling,
  RecordRecycling,
  TakeOutComputer,
  TakeBackComputer,
  ReceiveFigures,
];
const reads = [
  DonationQueries,
  ComputerQueries,
  DonatedComputers,
  RecyclingQueries,
  ErasureQueries,
  RepairsOfComputer,
  RepairQueries,
  OrganisationReference,
  ProgrammeReference,
  impact.ImpactResolver,
];

/** What inventory is made of. */
export const inventory: ServiceParts = {
  name: 'inventory',
  entities: [Donation, Computer, Outing, Recycling, Erasure, RepairTicket],
  resolvers: [...verbs, ...reads],
  references: {
    Computer: ({ id }: { id: string }, context: ServiceContext) => computerById(context).load(id),
    Donation: ({ id }: { id: string }, context: ServiceContext) => donationById(context).load(id),
    Organisation: ({ id }: { id: string }) => ({ id }),
    Programme: ({ id }: { id: string }) => ({ id }),
    Impact: impact.findImpact,
  },
  orphanedTypes: [Organisation, Programme, impact.Impact],
  policies,
  measures,
};

/** Opens the inventory service. */
export function createInventorySubgraph(options: SubgraphOptions): Promise<Subgraph> {
  return createSubgraph(options, inventory);
}
