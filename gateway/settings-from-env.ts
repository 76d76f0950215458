import type { Logger } from 'pino';
import { readFile } from 'node:fs/promises';
import { systemClock } from '../packages/calendar/clock.ts';
import type { Metrics } from '../packages/platform/metrics/metrics.ts';
import type { GatewayEnv } from './env.ts';
import { serveSandbox } from './sandbox/serve-sandbox.ts';
import { askToken } from './sign-in/ask-token.ts';
import { isLoopback } from './sign-in/loopback.ts';
import type { GatewaySettings } from './start-gateway.ts';

/** What a gateway is started with, in one process with its services or apart. */
export async function settingsFrom(
  env: GatewayEnv,
  association: string | null,
  { log, metrics }: { log: Logger; metrics: Metrics },
): Promise<GatewaySettings> {
  const { isDevelopment, OIDC_ISSUER: issuer } = env;
  const isIssuerHere = issuer !== undefined && isLoopback(new URL(issuer).hostname);
  return {
    supergraphSdl: await readFile(env.SUPERGRAPH, 'utf8'),
    port: env.PORT,
    host: env.HOST,
    identitySecret: new TextEncoder().encode(env.IDENTITY_SECRET),
    signIn: issuer ? { issuer, audience: env.OIDC_AUDIENCE } : null,
    corsOrigins: env.CORS_ORIGINS,
    isDevelopment,
    clock: systemClock,
    log,
    metrics,
    metricsToken: env.METRICS_TOKEN,
    rates: { anybody: env.RATE_ANYBODY, account: env.RATE_ACCOUNT },
    trustedProxies: env.TRUSTED_PROXIES,
    pages: serveSandbox({
      folder: env.SANDBOX,
      association,
      askToken: isDevelopment && isIssuerHere ? (request) => askToken(issuer, request) : null,
    }),
  };
}
