import { createSubgraph, type ServiceParts, type SubgraphOptions } from '../kit/create-subgraph.ts';
import type { MeasureType } from '../kit/impact/figure.ts';
import { createReceiveFiguresResolver } from '../kit/impact/receive-figures.ts';
import type { Subgraph } from '../kit/subgraph.ts';
import { Agreement } from './agreement/agreement.entity.ts';
import { resolveAgreement } from './agreement/agreement.reference.ts';
import { Instalment } from './agreement/instalment.entity.ts';
import { AgreementsOfOrganisation, InstalmentAmounts, ListAgreements } from './agreement/list-agreements.ts';
import { ProposeAgreement } from './agreement/propose-agreement.ts';
import { ReceiveInstalment } from './agreement/receive-instalment.ts';
import { SignAgreement } from './agreement/sign-agreement.ts';
import { TerminateAgreement } from './agreement/terminate-agreement.ts';
import { Association } from './association/association.entity.ts';
import { resolveAssociation } from './association/association.reference.ts';
import { ListAssociations } from './association/list-associations.ts';
import { RegisterAssociation } from './association/register-association.ts';
import { ServiceDelivery } from './delivery/delivery.entity.ts';
import { DeliveriesToOrganisation, ServiceDeliveryFields } from './delivery/list-deliveries.ts';
import { RecordService } from './delivery/record-service.ts';
import { BreakDownImpact } from './impact/break-down.ts';
import { CompletenessOfImpact } from './impact/completeness.ts';
import { ComposeFigures } from './impact/compose-figures.ts';
import { ImpactResolver } from './impact/impact-part.ts';
import { resolveImpact } from './impact/impact.reference.ts';
import { QueryImpact } from './impact/query-impact.ts';
import { ImpactOfAssociation, ImpactOfProgramme, ImpactOfTerritory } from './impact/reach-impact.ts';
import { createListMeasures } from './measure/list-measures.ts';
import { readCatalogue } from './measure/read-catalogue.ts';
import { composites, measures } from './measures.ts';
import { ListOrganisations } from './organisation/list-organisations.ts';
import { Organisation } from './organisation/organisation.entity.ts';
import { resolveOrganisation } from './organisation/organisation.reference.ts';
import { RegisterOrganisation } from './organisation/register-organisation.ts';
import { policies } from './policies.ts';
import { ListProgrammes } from './programme/list-programmes.ts';
import { Programme } from './programme/programme.entity.ts';
import { resolveProgramme } from './programme/programme.reference.ts';
import { RegisterProgramme } from './programme/register-programme.ts';
import { ListTerritories } from './territory/list-territories.ts';
import { resolveTerritory } from './territory/territory.reference.ts';

const RESOLVERS = [
  ListOrganisations,
  RegisterOrganisation,
  ListProgrammes,
  RegisterProgramme,
  ListAssociations,
  RegisterAssociation,
  ListAgreements,
  AgreementsOfOrganisation,
  InstalmentAmounts,
  ProposeAgreement,
  SignAgreement,
  ReceiveInstalment,
  TerminateAgreement,
  ServiceDeliveryFields,
  DeliveriesToOrganisation,
  RecordService,
  ListTerritories,
  QueryImpact,
  ImpactResolver,
  ImpactOfTerritory,
  ImpactOfAssociation,
  ImpactOfProgramme,
  BreakDownImpact,
  CompletenessOfImpact,
  ComposeFigures,
  createReceiveFiguresResolver({ service: 'partners', measures }),
];

/** What partners is made of. The catalogue that `measures` answers is that of all services, which comes from outside. */
export function partnersWith(catalogue: readonly MeasureType[]): ServiceParts {
  return {
    name: 'partners',
    entities: [Organisation, Programme, Association, Agreement, Instalment, ServiceDelivery],
    measures,
    composites: Object.values(composites),
    resolvers: [...RESOLVERS, createListMeasures(catalogue)],
    references: {
      Organisation: resolveOrganisation,
      Programme: resolveProgramme,
      Association: resolveAssociation,
      Agreement: resolveAgreement,
      Territory: resolveTerritory,
      Impact: resolveImpact,
    },
    policies,
  };
}

/** The same without a catalogue, for whoever only wants its schema. */
export const partners: ServiceParts = partnersWith([]);

/** Opens the service of organisations, agreements, the network's directory, and the figures seen as a whole. */
export async function createPartnersSubgraph(options: SubgraphOptions): Promise<Subgraph> {
  return createSubgraph(options, partnersWith(await readCatalogue()));
}
