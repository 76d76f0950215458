import { createSubgraph, type SubgraphOptions } from '../kit/create-subgraph.ts';
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
];

/** Organisations, agreements, the directory of the network, and the figures seen as a whole. */
export function createPartnersSubgraph(options: SubgraphOptions): Promise<Subgraph> {
  return createSubgraph(options, {
    name: 'partners',
    entities: [Organisation, Programme, Association, Agreement, Instalment, ServiceDelivery],
    resolvers: RESOLVERS,
    references: {
      Organisation: resolveOrganisation,
      Programme: resolveProgramme,
      Association: resolveAssociation,
      Agreement: resolveAgreement,
      Territory: resolveTerritory,
    },
    policies,
  });
}
