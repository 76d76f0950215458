// Hive Gateway as another router in front of an instance's subgraphs: the same supergraph file, nothing rewritten. It
// verifies tokens and signs the viewer with the project's own code, as gateway/README.md asks of whoever takes its place.
import { defineConfig } from '@graphql-hive/gateway';
import { systemClock } from '../../dist/packages/calendar/clock.js';
import { signViewer, VIEWER_HEADER } from '../../dist/packages/platform/access/viewer.js';
import { verifyTokenOf } from '../../dist/gateway/sign-in/verify-token.js';

const { SUPERGRAPH, SUBGRAPH_URLS, OIDC_ISSUER, IDENTITY_SECRET, PORT } = process.env;
const verifyToken = verifyTokenOf({ issuer: OIDC_ISSUER, audience: 'passerelle', clock: systemClock });
const secret = new TextEncoder().encode(IDENTITY_SECRET);
const urls = SUBGRAPH_URLS.split(',').map((pair) => pair.split(/=(.*)/s, 2));

/** One signature for all the fetches of a request, as our gateway does. */
const signatures = new WeakMap();

function signatureOf(request) {
  const known = signatures.get(request) ?? sign(request);
  signatures.set(request, known);
  return known;
}

async function sign(request) {
  const viewer = await verifyToken(request.headers.get('authorization') ?? undefined);
  return signViewer(viewer, secret, new Date());
}

export const gatewayConfig = defineConfig({
  supergraph: SUPERGRAPH,
  host: '127.0.0.1',
  port: Number(PORT),
  transportEntries: Object.fromEntries(urls.map(([name, location]) => [name, { location }])),
  propagateHeaders: {
    fromClientToSubgraphs: async ({ request }) => ({ [VIEWER_HEADER]: await signatureOf(request) }),
  },
  graphqlEndpoint: '/graphql',
  healthCheckEndpoint: '/livez',
  readinessCheckEndpoint: '/readyz',
  graphiql: false,
  landingPage: false,
  logging: 'warn',
});
