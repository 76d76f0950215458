import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { graphql } from 'graphql';
import { VIEWER_HEADER } from '../../packages/platform/access/viewer.ts';
import type { TestSubgraph } from './two-subgraphs.ts';

/** Answers a request in place of the subgraph; returns false to let the subgraph answer. */
export type Misbehave = (req: IncomingMessage, res: ServerResponse, attempt: number) => boolean;

export interface ServedSubgraph {
  url: string;
  /** How many requests arrived. */
  requests: () => number;
  /** How many connections were opened. */
  connections: () => number;
  stop(): Promise<void>;
}

/** Serves a test subgraph over HTTP, with the faults a test asks for. */
export async function serveSubgraph(
  subgraph: TestSubgraph,
  misbehave: Misbehave = () => false,
): Promise<ServedSubgraph> {
  let requests = 0;
  let connections = 0;
  const server = createServer((req, res) => {
    if (req.url === '/readyz') return void subgraph.ready().then(...says(res));
    requests += 1;
    if (!misbehave(req, res, requests)) void answer(req, res);
  });

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { query, variables, operationName } = JSON.parse(await textOf(req));
    const contextValue = await subgraph.contextFor(req.headers[VIEWER_HEADER] as string).catch(() => null);
    if (!contextValue) return void res.writeHead(401).end('{"errors":[{"message":"unsigned"}]}');
    const result = await graphql({
      schema: subgraph.schema,
      source: query,
      variableValues: variables,
      operationName,
      contextValue,
    });
    res.setHeader('content-type', 'application/json').end(JSON.stringify(result));
  }

  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    requests: () => requests,
    connections: () => connections,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const says = (res: ServerResponse) => [() => res.writeHead(200).end(), () => res.writeHead(503).end()] as const;

async function textOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
