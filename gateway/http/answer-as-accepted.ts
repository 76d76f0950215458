import type { ApolloServerPlugin } from '@apollo/server';

const STRICT = 'application/graphql-response+json';
const REFUSED_BEFORE_RUNNING = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
  'COST_EXCEEDED',
  'OPERATION_NOT_SUPPORTED',
]);

/**
 * GraphQL over HTTP: to a client that accepts plain JSON, a well-formed request that cannot be run is answered with
 * 200, since an intermediary may have given that client a 400 of its own; only the newer media type carries 400.
 */
export const answerAsAccepted: ApolloServerPlugin = {
  requestDidStart: async () => ({
    async willSendResponse({ request, response }) {
      if (response.http.status !== 400 || response.body.kind !== 'single') return;
      if (request.http?.headers.get('accept')?.includes(STRICT)) return;
      const errors = response.body.singleResult.errors ?? [];
      const isRefused = errors.every((error) => REFUSED_BEFORE_RUNNING.has(String(error.extensions?.['code'])));
      if (errors.length > 0 && isRefused) response.http.status = 200;
    },
  }),
};
