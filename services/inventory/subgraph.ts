import { figures } from '../../packages/figures/figures.ts';
import { imports } from '../../packages/imports/imports.ts';
import {
  createSubgraph,
  type ServiceParts,
  type SubgraphOptions,
} from '../../packages/platform/service/create-subgraph.ts';
import { keptOrganisation } from '../../packages/platform/merge/kept-organisation.ts';
import type { ServiceContext } from '../../packages/platform/context/service-context.ts';
import type { Subgraph } from '../../packages/platform/peers/subgraph.ts';
import { AddComputerAlias } from './alias/add-alias.ts';
import { Alias } from './alias/alias.entity.ts';
import { AliasQueries } from './alias/alias.queries.ts';
import { RetireComputerAlias } from './alias/retire-alias.ts';
import { Certificate } from './certificate/certificate.entity.ts';
import {
  CertificateLineQueries,
  CertificateQueries,
  CertificatesOfComputer,
  CertificatesOfDonation,
} from './certificate/certificate.queries.ts';
import { CorrectCertificate } from './certificate/correct-certificate.ts';
import { IssueCertificate } from './certificate/issue-certificate.ts';
import { CedeComputer } from './computer/cede-computer.ts';
import { Computer } from './computer/computer.entity.ts';
import { computerById } from './computer/computer.loaders.ts';
import { ComputerQueries, DonatedComputers, RecyclingQueries } from './computer/computer.queries.ts';
import { CorrectComputer } from './computer/correct-computer.ts';
import { DeclareComputerGone } from './computer/declare-computer-gone.ts';
import { DismantleComputer } from './computer/dismantle-computer.ts';
import { Outing } from './computer/outing.entity.ts';
import { RecordRecycling } from './computer/record-recycling.ts';
import { RecoverComputer } from './computer/recover-computer.ts';
import { Recycling } from './computer/recycling.entity.ts';
import { RefurbishComputer } from './computer/refurbish-computer.ts';
import { RegisterComputer } from './computer/register-computer.ts';
import { ReleaseReservation } from './computer/release-reservation.ts';
import { ReportComputerMissing } from './computer/report-missing.ts';
import { ReserveComputer } from './computer/reserve-computer.ts';
import { SendToRecycling } from './computer/send-to-recycling.ts';
import { StrikeOutComputer } from './computer/strike-out-computer.ts';
import { TakeBackComputer } from './computer/take-back-computer.ts';
import { TakeOutComputer } from './computer/take-out-computer.ts';
import { TriageComputer } from './computer/triage-computer.ts';
import { WithdrawRecycling } from './computer/withdraw-recycling.ts';
import { AcceptDonation } from './donation/accept-donation.ts';
import { AttestDonation } from './donation/attest-donation.ts';
import { CancelDonation } from './donation/cancel-donation.ts';
import { CloseDonation } from './donation/close-donation.ts';
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
import { WithdrawErasure } from './erasure/withdraw-erasure.ts';
import { FunctionalTest } from './functional-test/functional-test.entity.ts';
import { FunctionalTestQueries, TestsOfComputer } from './functional-test/functional-test.queries.ts';
import { ImportComputers } from './import/import-computers.ts';
import { computerImport } from './import/take-computers.ts';
import { LabelQueries } from './label/label.queries.ts';
import { measures } from './measures.ts';
import { FollowMerges } from './organisation/follow-merges.ts';
import { DonorReuseFields, OrganisationReference } from './organisation/organisation.reference.ts';
import { Organisation } from './organisation/organisation.stub.ts';
import { DiscardPart } from './part/discard-part.ts';
import { FitPart } from './part/fit-part.ts';
import { Part } from './part/part.entity.ts';
import { PartQueries, PartsOfComputer, PartsOfRepair } from './part/part.queries.ts';
import { StockPart } from './part/stock-part.ts';
import { policies } from './policies.ts';
import { ProgrammeReference } from './programme/programme.reference.ts';
import { Programme } from './programme/programme.stub.ts';
import { MoveRepair } from './repair/move-repair.ts';
import { ForgetProblems } from './repair/forget-problems.ts';
import { OpenLoanRepair } from './repair/open-loan-repair.ts';
import { OpenRepair } from './repair/open-repair.ts';
import { RepairTicket } from './repair/repair-ticket.entity.ts';
import { repairTicketById } from './repair/repair.loaders.ts';
import { RepairQueries, RepairsOfComputer } from './repair/repair.queries.ts';
import { ResolveRepair } from './repair/resolve-repair.ts';
import { AddStorage } from './storage/add-storage.ts';
import { RemoveStorage } from './storage/remove-storage.ts';
import { Storage } from './storage/storage.entity.ts';
import { StorageOfErasure, StorageQueries, StoragesOfComputer } from './storage/storage.queries.ts';
import { AnswerTransfer } from './transfer/answer-transfer.ts';
import { ConcludeTransfer } from './transfer/conclude-transfer.ts';
import { ConfirmTransfer } from './transfer/confirm-transfer.ts';
import { donorTasks, INTRODUCE_DONORS } from './transfer/donors.ts';
import { OfferTransfer } from './transfer/offer-transfer.ts';
import { Transfer } from './transfer/transfer.entity.ts';
import {
  TransferLineQueries,
  TransferOfDonation,
  TransferQueries,
  TransfersOfComputer,
  TrustedAssociationQueries,
} from './transfer/transfer.queries.ts';
import { TrustAssociation } from './transfer/trust-association.ts';
import { TrustedAssociation } from './transfer/trusted-association.entity.ts';
import { WithdrawTransfer } from './transfer/withdraw-transfer.ts';
import { CorrectWorkshopHours } from './workshop/correct-workshop-hours.ts';
import { RecordWorkshopHours } from './workshop/record-workshop-hours.ts';
import { WorkshopShift } from './workshop/workshop-shift.entity.ts';
import { WorkshopQueries } from './workshop/workshop.queries.ts';

const verbs = [
  OfferDonation,
  AcceptDonation,
  DeclineDonation,
  CancelDonation,
  PickUpDonation,
  InventoryDonation,
  AttestDonation,
  CloseDonation,
  IssueCertificate,
  CorrectCertificate,
  RecordWorkshopHours,
  CorrectWorkshopHours,
  TrustAssociation,
  OfferTransfer,
  AnswerTransfer,
  ConfirmTransfer,
  WithdrawTransfer,
  ConcludeTransfer,
  RegisterComputer,
  ImportComputers,
  AddComputerAlias,
  RetireComputerAlias,
  AddStorage,
  RemoveStorage,
  TriageComputer,
  RecordErasure,
  WithdrawErasure,
  RefurbishComputer,
  DismantleComputer,
  StockPart,
  FitPart,
  DiscardPart,
  OpenRepair,
  OpenLoanRepair,
  ForgetProblems,
  MoveRepair,
  ResolveRepair,
  SendToRecycling,
  RecordRecycling,
  WithdrawRecycling,
  CorrectComputer,
  StrikeOutComputer,
  ReportComputerMissing,
  RecoverComputer,
  ReserveComputer,
  ReleaseReservation,
  TakeOutComputer,
  TakeBackComputer,
  CedeComputer,
  DeclareComputerGone,
  FollowMerges,
];
const reads = [
  DonationQueries,
  ComputerQueries,
  DonatedComputers,
  RecyclingQueries,
  CertificateQueries,
  CertificateLineQueries,
  CertificatesOfDonation,
  CertificatesOfComputer,
  LabelQueries,
  WorkshopQueries,
  TransferQueries,
  TransferLineQueries,
  TrustedAssociationQueries,
  TransfersOfComputer,
  TransferOfDonation,
  AliasQueries,
  StoragesOfComputer,
  StorageOfErasure,
  StorageQueries,
  TestsOfComputer,
  FunctionalTestQueries,
  PartsOfComputer,
  PartsOfRepair,
  PartQueries,
  ErasureQueries,
  RepairsOfComputer,
  RepairQueries,
  OrganisationReference,
  DonorReuseFields,
  ProgrammeReference,
];

/** What inventory is made of. */
export const inventory: ServiceParts = {
  name: 'inventory',
  entities: [
    Donation,
    Computer,
    Outing,
    Recycling,
    Alias,
    Storage,
    FunctionalTest,
    Part,
    Erasure,
    RepairTicket,
    Certificate,
    WorkshopShift,
    Transfer,
    TrustedAssociation,
  ],
  resolvers: [...verbs, ...reads],
  references: {
    Computer: ({ id }: { id: string }, context: ServiceContext) => computerById(context).load(id),
    RepairTicket: ({ id }: { id: string }, context: ServiceContext) => repairTicketById(context).load(id),
    Donation: ({ id }: { id: string }, context: ServiceContext) => donationById(context).load(id),
    Organisation: keptOrganisation,
    Programme: ({ id }: { id: string }) => ({ id }),
  },
  borrows: { Organisation: 'partners', Programme: 'partners', Impact: 'partners' },
  orphanedTypes: [Organisation, Programme],
  policies,
  parts: [figures({ service: 'inventory', measures }), imports(computerImport)],
  hasAliases: true,
  tasks: donorTasks,
  atStart: [INTRODUCE_DONORS],
};

/** Opens the inventory service. */
export function createInventorySubgraph(options: SubgraphOptions): Promise<Subgraph> {
  return createSubgraph(options, inventory);
}
