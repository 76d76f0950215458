import {
  createSubgraph,
  type ServiceParts,
  type SubgraphOptions,
} from '../../packages/platform/service/create-subgraph.ts';
import { figures } from '../../packages/figures/figures.ts';
import { createOwnerResolver } from '../../packages/platform/references/owner-resolver.ts';
import type { Subgraph } from '../../packages/platform/peers/subgraph.ts';
import { createAchieveTargets } from './agreement/achieve-targets.ts';
import { TermsFields } from './agreement/agreement-terms.ts';
import { Agreement } from './agreement/agreement.entity.ts';
import { resolveAgreement } from './agreement/agreement.reference.ts';
import { createAmendAgreement } from './agreement/amend-agreement.ts';
import { CorrectInstalment } from './agreement/correct-instalment.ts';
import { Instalment } from './agreement/instalment.entity.ts';
import {
  AgreementsOfOrganisation,
  InstalmentAmounts,
  ListAgreements,
  ReceiptAmount,
} from './agreement/list-agreements.ts';
import { createProposeAgreement } from './agreement/propose-agreement.ts';
import { ListInstalments } from './agreement/list-instalments.ts';
import { Receipt } from './agreement/receipt.entity.ts';
import { ReceiveInstalment } from './agreement/receive-instalment.ts';
import { SettleAgreement } from './agreement/settle-agreement.ts';
import { SignAgreement } from './agreement/sign-agreement.ts';
import { Target } from './agreement/target.entity.ts';
import { TerminateAgreement } from './agreement/terminate-agreement.ts';
import { AssociationCoverage } from './association/association-coverage.entity.ts';
import { Association } from './association/association.entity.ts';
import { resolveAssociation } from './association/association.reference.ts';
import { ChangeCoverage } from './association/change-coverage.ts';
import { LeaveNetwork } from './association/leave-network.ts';
import { CoverageTerritories, ListAssociations } from './association/list-associations.ts';
import { TellNetworkSize } from './association/network-size.ts';
import { RegisterAssociation } from './association/register-association.ts';
import { CancelService } from './delivery/cancel-service.ts';
import { CorrectService } from './delivery/correct-service.ts';
import { ServiceDelivery } from './delivery/delivery.entity.ts';
import { DeliveriesToOrganisation, ServiceDeliveryFields } from './delivery/list-deliveries.ts';
import { RecordService } from './delivery/record-service.ts';
import { ApproveInstall } from './enrolment/approve-install.ts';
import { EnrolHere } from './enrolment/enrol-here.ts';
import { EnrolInstall } from './enrolment/enrol-install.ts';
import { installDirectory } from './enrolment/install-directory.ts';
import { Install } from './enrolment/install.entity.ts';
import { InviteInstall } from './enrolment/invite-install.ts';
import { InstallsOfAssociation, ListInstalls } from './enrolment/list-installs.ts';
import { MeetInstallsHere } from './enrolment/meet-installs.ts';
import { RevokeInstall } from './enrolment/revoke-install.ts';
import { createAskFigures } from './impact/ask-figures.ts';
import { indicatorsOf, type Catalogue } from './measure/catalogue.ts';
import { BreakDownImpact } from './impact/break-down.ts';
import { CompletenessOfImpact } from './impact/completeness.ts';
import { ComposeFigures } from './impact/compose-figures.ts';
import { FundImpact } from './impact/fund-impact.ts';
import { Impact, ImpactResolver } from './impact/impact-part.ts';
import { createPrintImpact } from './impact/print-impact.ts';
import { resolveImpact } from './impact/impact.reference.ts';
import { QueryImpact } from './impact/query-impact.ts';
import { watchingTasks, WATCHING_CRONTAB } from './impact/watch-network.ts';
import { ImpactOfAssociation, ImpactOfProgramme, ImpactOfTerritory } from './impact/reach-impact.ts';
import { createListMeasures } from './measure/list-measures.ts';
import { readCatalogue } from './measure/read-catalogue.ts';
import { measures } from './measures.ts';
import { ChangeRoles } from './organisation/change-roles.ts';
import { CloseOrganisation } from './organisation/close-organisation.ts';
import { CorrectOrganisation } from './organisation/correct-organisation.ts';
import { ListOrganisations } from './organisation/list-organisations.ts';
import { IntroduceOrganisations } from './organisation/introduce-organisations.ts';
import { MERGES_CRONTAB, mergeTasks, TELL_MERGES } from './organisation/tell-merges.ts';
import { MergeOrganisations } from './organisation/merge-organisations.ts';
import { DeclaredRole } from './organisation/organisation-role.entity.ts';
import { Organisation } from './organisation/organisation.entity.ts';
import { findNamedOrganisation, resolveOrganisation } from './organisation/organisation.reference.ts';
import { RegisterOrganisation } from './organisation/register-organisation.ts';
import { policies } from './policies.ts';
import { EndProgramme } from './programme/end-programme.ts';
import { ListProgrammes } from './programme/list-programmes.ts';
import { Programme } from './programme/programme.entity.ts';
import { findNamedProgramme, resolveProgramme } from './programme/programme.reference.ts';
import { RegisterProgramme } from './programme/register-programme.ts';
import { SucceedProgramme } from './programme/succeed-programme.ts';
import { ApproveReportingPeriod } from './report/approve-reporting-period.ts';
import { CorrectReportingPeriod } from './report/correct-reporting-period.ts';
import { DiscardReportingPeriod } from './report/discard-reporting-period.ts';
import { ListReportingPeriods, ReportsOfAgreement, ReportsOfProgramme } from './report/list-reporting-periods.ts';
import { LockReportingPeriod } from './report/lock-reporting-period.ts';
import { OpenReportingPeriod } from './report/open-reporting-period.ts';
import { PrintReport } from './report/print-report.ts';
import { ReportingPeriod } from './report/reporting-period.entity.ts';
import { ReturnReportingPeriod } from './report/return-reporting-period.ts';
import { createShowDrift } from './report/show-drift.ts';
import { createSubmitReportingPeriod } from './report/submit-reporting-period.ts';
import { ListTerritories } from './territory/list-territories.ts';
import { resolveTerritory } from './territory/territory.reference.ts';

const RESOLVERS = [
  ListOrganisations,
  RegisterOrganisation,
  CorrectOrganisation,
  CloseOrganisation,
  ChangeRoles,
  MergeOrganisations,
  IntroduceOrganisations,
  ListProgrammes,
  RegisterProgramme,
  EndProgramme,
  SucceedProgramme,
  ListAssociations,
  TellNetworkSize,
  CoverageTerritories,
  RegisterAssociation,
  ChangeCoverage,
  LeaveNetwork,
  InviteInstall,
  EnrolInstall,
  EnrolHere,
  ApproveInstall,
  RevokeInstall,
  MeetInstallsHere,
  ListInstalls,
  InstallsOfAssociation,
  ListAgreements,
  AgreementsOfOrganisation,
  ListInstalments,
  InstalmentAmounts,
  ReceiptAmount,
  TermsFields,
  SignAgreement,
  ReceiveInstalment,
  TerminateAgreement,
  CorrectInstalment,
  SettleAgreement,
  ServiceDeliveryFields,
  DeliveriesToOrganisation,
  RecordService,
  CorrectService,
  CancelService,
  ListReportingPeriods,
  ReportsOfAgreement,
  ReportsOfProgramme,
  OpenReportingPeriod,
  DiscardReportingPeriod,
  ReturnReportingPeriod,
  ApproveReportingPeriod,
  LockReportingPeriod,
  CorrectReportingPeriod,
  PrintReport,
  ListTerritories,
  QueryImpact,
  ImpactOfTerritory,
  ImpactOfAssociation,
  ImpactOfProgramme,
  BreakDownImpact,
  FundImpact,
  CompletenessOfImpact,
  ComposeFigures,
  createOwnerResolver('partners', { organisation: findNamedOrganisation, programme: findNamedProgramme }),
];

const ENTITIES = [
  Organisation,
  DeclaredRole,
  Programme,
  Association,
  AssociationCoverage,
  Install,
  Agreement,
  Instalment,
  Receipt,
  Target,
  ServiceDelivery,
  ReportingPeriod,
];

/** What partners is made of. The catalogue that `measures` answers is that of all services, which comes from outside. */
export function partnersWith(catalogue: Catalogue): ServiceParts {
  const sources = { catalogue, askFigures: createAskFigures(catalogue) };
  const indicators = indicatorsOf(catalogue);
  return {
    name: 'partners',
    entities: ENTITIES,
    parts: [figures({ service: 'partners', measures, impact: { Impact, ImpactResolver, findImpact: resolveImpact } })],
    meetInstalls: installDirectory,
    resolvers: [
      ...RESOLVERS,
      createListMeasures(catalogue),
      createProposeAgreement(indicators),
      createAmendAgreement(indicators),
      createAchieveTargets(catalogue, sources.askFigures),
      createSubmitReportingPeriod(sources),
      createShowDrift(sources),
      createPrintImpact(catalogue, sources.askFigures),
    ],
    references: {
      Organisation: resolveOrganisation,
      Programme: resolveProgramme,
      Association: resolveAssociation,
      Agreement: resolveAgreement,
      Territory: resolveTerritory,
    },
    tasks: (context) => ({ ...watchingTasks(context), ...mergeTasks(context) }),
    crontab: [WATCHING_CRONTAB, MERGES_CRONTAB].join('\n'),
    atStart: [TELL_MERGES],
    hasAliases: true,
    policies,
  };
}

/** The same without a catalogue, for whoever only wants its schema. */
export const partners: ServiceParts = partnersWith([]);

/** Opens the service of organisations, agreements, the network's directory, and the figures seen as a whole. */
export async function createPartnersSubgraph(options: SubgraphOptions): Promise<Subgraph> {
  return createSubgraph(options, partnersWith(await readCatalogue()));
}
