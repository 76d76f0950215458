import type { GraphQLClient } from 'graphql-request';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';

interface Registered {
  association: { id: string };
}

/** What `registerAssociation` answers to an association of Lorient, changed as wished. */
export function registerAssociation(api: GraphQLClient, changes: object = {}) {
  const association = {
    id: 'defis',
    name: 'Défis',
    seat: 'COM-56121',
    covers: ['EPCI-200042174'],
    memberSince: '2007-01-01',
  };
  return callVerb<Registered>(api, 'registerAssociation', 'association { id }', { ...association, ...changes });
}

/** What `changeCoverage` answers. */
export function changeCoverage(api: GraphQLClient, associationId: string, covers: string[], on?: string) {
  return callVerb<Registered>(api, 'changeCoverage', 'association { id }', { associationId, covers, on });
}

/** What `leaveNetwork` answers. */
export function leaveNetwork(api: GraphQLClient, associationId: string, on?: string) {
  return callVerb<Registered>(api, 'leaveNetwork', 'association { id }', { associationId, on });
}
