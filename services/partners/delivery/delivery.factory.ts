import type { GraphQLClient } from 'graphql-request';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';

interface Recorded {
  delivery: { id: string; on: string };
}

let services = 0;

/** What `recordService` answers to a web site handed over on 1 June 2011; changed as wished. */
export function recordService(api: GraphQLClient, organisationId: string, changes: object = {}) {
  const site = {
    kind: 'WEB_SITE',
    title: 'Site de la crèche',
    on: '2011-06-01',
    idempotencyKey: `service ${services++}`,
  };
  return callVerb<Recorded>(api, 'recordService', 'delivery { id on }', { organisationId, ...site, ...changes });
}

/** What `correctService` answers. */
export function correctService(api: GraphQLClient, deliveryId: string, changes: object) {
  return callVerb<Recorded>(api, 'correctService', 'delivery { id on }', { deliveryId, ...changes });
}

/** What `cancelService` answers. */
export function cancelService(api: GraphQLClient, deliveryId: string, changes: object = {}) {
  const asked = { deliveryId, reason: 'Saisi par erreur', ...changes };
  return callVerb<Recorded>(api, 'cancelService', 'delivery { id on }', asked);
}
