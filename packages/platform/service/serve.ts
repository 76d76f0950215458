import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import type { GraphQLError } from 'graphql';
import { countRequests } from '../metrics/count-requests.ts';
import { createMetrics, type Metrics } from '../metrics/metrics.ts';
import { serveMetrics } from '../metrics/serve-metrics.ts';
import type { Subgraph } from '../peers/subgraph.ts';
import { whileAwaited } from './while-awaited.ts';
import { VIEWER_HEADER } from '../access/viewer.ts';

/** How long a gateway may take to send what it asks; it has it all when it begins. */
const REQUEST_MS = 30_000;
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
  const app = express().disable('x-powered-by').set('env', 'production');
  const http = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: REQUEST_MS }, app);
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
    knowWhoAsks(subgraph),
    express.json({ limit: '10mb' }),
    expressMiddleware(apollo, {
      context: ({ req, res }) => subgraph.contextFor(req.get(VIEWER_HEADER), whileAwaited(req.body, res)),
    }),
    answerFailure,
  );
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject).listen(port, host, resolve);
  });
  return {
    url: `http://${host}:${(http.address() as AddressInfo).port}/graphql`,
    close: async () => {
      subgraph.hasten();
      await apollo.stop();
      await subgraph.close();
    },
  };
}

/** Nothing is read of a body before its sender is known: any program of the network may knock here. */
function knowWhoAsks(subgraph: Subgraph): RequestHandler {
  return async (request, response, next) => {
    try {
      await subgraph.contextFor(request.get(VIEWER_HEADER));
      next();
    } catch (error) {
      const { message, extensions } = error as GraphQLError;
      // The rest of the body is not waited for.
      response.set('connection', 'close').status(401);
      response.json({ errors: [{ message, extensions: { code: extensions['code'] } }] });
    }
  };
}

/** A body that cannot be read is no question: nothing of this machine is told. */
const answerFailure: ErrorRequestHandler = (error: { status?: number }, _request, response, _next) => {
  if (response.headersSent) return;
  response
    .status(error.status ?? 500)
    .type('text')
    .send('The request cannot be read.');
};
