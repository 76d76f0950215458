import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import { systemClock } from '../services/kit/clock.ts';
import { createHttpSource } from './data-source/http.ts';
import { processEnv } from './env.ts';
import { serveSandbox } from './sandbox/serve-sandbox.ts';
import { askToken } from './sign-in/ask-token.ts';
import { startGateway } from './start-gateway.ts';

const env = processEnv();
const log = pino({ name: 'gateway', level: env.LOG_LEVEL });
const isDevelopment = env.NODE_ENV === 'development';
const issuer = env.OIDC_ISSUER;

const gateway = await startGateway(
  {
    supergraphSdl: await readFile(env.SUPERGRAPH, 'utf8'),
    port: env.PORT,
    host: env.HOST,
    identitySecret: new TextEncoder().encode(env.IDENTITY_SECRET),
    signIn: issuer ? { issuer, audience: env.OIDC_AUDIENCE } : null,
    corsOrigins: env.CORS_ORIGINS,
    isDevelopment,
    clock: systemClock,
    log,
    pages: serveSandbox({
      folder: env.SANDBOX,
      association: null,
      askToken: isDevelopment && issuer ? (request) => askToken(issuer, request) : null,
    }),
  },
  (name, url) =>
    createHttpSource({
      url: env.SUBGRAPH_URLS[name] ?? url ?? '',
      timeoutMs: env.SUBGRAPH_TIMEOUT_MS,
      onUnavailable: (err) => log.warn({ subgraph: name, err }, 'a subgraph gave no answer'),
    }),
).catch((error: unknown) => {
  log.fatal(error instanceof Error ? error.message : error);
  process.exit(1);
});
log.info(`the graph is at ${gateway.url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void gateway.close().then(() => process.exit(0)));
}
