import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { countRequests } from './metrics/count-requests.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import type { Subgraph } from './subgraph.ts';
import { VIEWER_HEADER } from './viewer.ts';

// Longer than the gateway's idle sockets live, so that it is never this side that closes one being reused.
const KEEP_ALIVE_MS = 75_000;

export interface Served {
  /** Where the subgraph answers: `http://127.0.0.1:4011/graphql`. */
  url: string;
  /** Lets running requests end, then closes the subgraph. */
  close(): Promise<void>;
}

export interface Serving {
  host: string;
  /** 0 takes a free one. */
  port: number;
  metrics?: Metrics;
  /** What a scraper of `/metrics` bears; without it there is no such page. */
  metricsToken?: string | undefined;
}

/** Serves one subgraph over HTTP: `/graphql`, `/livez`, `/readyz` and, with a token, `/metrics`. */
export async function serve(subgraph: Subgraph, serving: Serving): Promise<Served> {
  const { host, port, metrics = createMetrics(), metricsToken } = serving;
  const app = express().disable('x-powered-by');
  const http = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, app);
  const apollo = new ApolloServer({
    schema: subgraph.schema,
    introspection: true,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    // Whoever runs this process closes the subgraph too; the library would end the process before.
    stopOnTerminationSignals: false,
    plugins: [
      countRequests(metrics, subgraph.name),
      ApolloServerPluginDrainHttpServer({ httpServer: http }),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
    ],
  });
  await apollo.start();
  app.get('/livez', (_request, response) => void response.send('alive'));
  app.get('/readyz', (_request, response) => {
    subgraph.ready().then(
      () => response.send('ready'),
      () => response.status(503).send('the database does not answer'),
    );
  });
  app.use(serveMetrics(metrics, metricsToken));
  app.use(
    '/graphql',
    express.json({ limit: '10mb' }),
    expressMiddleware(apollo, { context: ({ req }) => subgraph.contextFor(req.get(VIEWER_HEADER)) }),
  );
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject).listen(port, host, resolve);
  });
  return {
    url: `http://${host}:${(http.address() as AddressInfo).port}/graphql`,
    close: async () => {
      await apollo.stop();
      await subgraph.close();
    },
  };
}
