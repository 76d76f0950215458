import type { Router } from 'express';
import type { Logger } from 'pino';
import type { Clock } from '../packages/calendar/clock.ts';
import { createMetrics, type Metrics } from '../packages/platform/metrics/metrics.ts';
import { serveMetrics } from '../packages/platform/metrics/serve-metrics.ts';
import { signViewer } from '../packages/platform/access/viewer.ts';
import type { SourceFor } from './data-source/subgraph-source.ts';
import { createGateway } from './gateway.ts';
import { createApp } from './http/create-app.ts';
import { listen } from './http/listen.ts';
import { LIMITS } from './limits/limits.ts';
import { createRateLimit, RATES, type Rates } from './limits/limit-rate.ts';
import { verifyTokenOf } from './sign-in/verify-token.ts';

export interface GatewaySettings {
  supergraphSdl: string;
  port: number;
  /** The address to listen on, `127.0.0.1` for this machine only. */
  host: string;
  /** Shared with the subgraphs of this instance, at least 32 bytes. */
  identitySecret: Uint8Array;
  /** The OIDC provider whose tokens are accepted; null: every visitor is anonymous. */
  signIn: { issuer: string; audience: string } | null;
  corsOrigins: readonly string[];
  /** Lets errors name what the schema holds. */
  isDevelopment: boolean;
  clock: Clock;
  log: Logger;
  /** Where this process counts; a place of its own unless given. */
  metrics?: Metrics;
  /** What a scraper of `/metrics` bears; without it there is no such page. */
  metricsToken?: string | undefined;
  /** What may be asked for in a minute; the usual unless given. */
  rates?: Rates;
  trustedProxies?: readonly string[];
  pages?: Router | undefined;
  /** Milliseconds that a request may take, from its first byte to its answer. */
  requestMs?: number;
}

export interface RunningGateway {
  /** Where the graph is, such as `http://127.0.0.1:4000/graphql`. */
  url: string;
  port: number;
  /** Answers what is running, then closes the server and every subgraph source. */
  close(): Promise<void>;
}

/** Starts a gateway over the given sources: the same server whether its subgraphs are in this process or elsewhere. */
export async function startGateway(settings: GatewaySettings, sourceFor: SourceFor): Promise<RunningGateway> {
  const { identitySecret, signIn, clock, log, supergraphSdl, host, corsOrigins, pages, metricsToken } = settings;
  const { metrics = createMetrics(), isDevelopment, requestMs = LIMITS.requestMs } = settings;
  const { rates = RATES, trustedProxies } = settings;
  const takePoints = createRateLimit(rates);
  const gateway = await createGateway({
    supergraphSdl,
    sourceFor,
    log,
    metrics,
    clock,
    takePoints,
    showSchemaHints: isDevelopment,
  });
  let isStopping = false;
  const app = createApp({
    gateway,
    verifyToken: verifyTokenOf(signIn && { ...signIn, clock }),
    sign: (viewer) => signViewer(viewer, identitySecret, clock.now()),
    corsOrigins,
    takePoints,
    trustedProxies,
    isStopping: () => isStopping,
    metrics: serveMetrics(metrics, metricsToken),
    pages,
    log,
    requestMs,
  });
  const { port, close } = await listen(app, { port: settings.port, host, requestMs });
  return {
    url: `http://${host}:${port}/graphql`,
    port,
    async close() {
      isStopping = true;
      await close();
      await gateway.close();
    },
  };
}
