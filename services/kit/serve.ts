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

/** Serves one subgraph over HTTP: `/graphql`, `/livez` and `/readyz`. Port 0 takes a free one. */
export async function serve(subgraph: Subgraph, { host, port }: { host: string; port: number }): Promise<Served> {
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
