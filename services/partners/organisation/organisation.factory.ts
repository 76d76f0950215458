import type { GraphQLClient } from 'graphql-request';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';

interface Registered {
  organisation: { id: string; name: string };
}

/** What `registerOrganisation` answers to a town hall without numbers, changed as wished. */
export function registerOrganisation(api: GraphQLClient, changes: object = {}) {
  const town = { name: 'Mairie de Lanester', kind: 'TOWN', commune: 'COM-56098', roles: ['FUNDER'] };
  return callVerb<Registered>(api, 'registerOrganisation', 'organisation { id name }', { ...town, ...changes });
}

/** An organisation, registered by a manager. */
export async function anOrganisation(api: GraphQLClient, changes: object = {}): Promise<Registered['organisation']> {
  return (await registerOrganisation(api, changes)).organisation;
}

/** What `correctOrganisation` answers. */
export function correctOrganisation(api: GraphQLClient, organisationId: string, changes: object) {
  return callVerb<Registered>(api, 'correctOrganisation', 'organisation { id name }', { organisationId, ...changes });
}

/** What `closeOrganisation` answers, on 1 June 2011. */
export function closeOrganisation(api: GraphQLClient, organisationId: string, on = '2011-06-01') {
  return callVerb<Registered>(api, 'closeOrganisation', 'organisation { id name }', { organisationId, on });
}

let merges = 0;

/** What `mergeOrganisations` answers today; changed as wished. */
export function mergeOrganisations(
  api: GraphQLClient,
  organisationId: string,
  keptOrganisationId: string,
  changes = {},
) {
  const asked = { organisationId, keptOrganisationId, idempotencyKey: `merge of two ${merges++}` };
  return callVerb<Registered>(api, 'mergeOrganisations', 'organisation { id name }', { ...asked, ...changes });
}
