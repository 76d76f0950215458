import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

/** How long running requests may take to end once the server stops. */
const GRACE_MS = 10_000;

/** Headers come in one go, from whoever means to ask something. */
const HEADERS_MS = 10_000;

/** How much longer the server waits than the application, which alone can say in words what came too late. */
const WORDS_MS = 500;

export interface Listening {
  port: number;
  /** Refuses new connections, lets running requests end, then closes what is left. */
  close(): Promise<void>;
}

export interface ListenOptions {
  /** 0 takes any free one. */
  port: number;
  host: string;
  /** Milliseconds until a request must have come whole. */
  requestMs: number;
}

/** Serves an application. Rejects with a plain sentence when the port is in use. */
export async function listen(app: Express, { port, host, requestMs }: ListenOptions): Promise<Listening> {
  // What is late is looked for often enough that nothing stays open long after its time.
  const server = createServer({ connectionsCheckingInterval: Math.min(requestMs, 5_000) }, app);
  server.requestTimeout = requestMs + WORDS_MS;
  server.headersTimeout = Math.min(requestMs, HEADERS_MS);
  // Longer than the 60 s that load balancers keep an idle connection, so that it is never they who lose the race.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, port)));
    server.listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => closeGently(server) };
}

function explained(error: NodeJS.ErrnoException, port: number): Error {
  return error.code === 'EADDRINUSE' ? new Error(`Port ${port} is in use: choose another with PORT.`) : error;
}

async function closeGently(server: Server): Promise<void> {
  const impatience = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  // The server closes the connections that are idle now, not those that become so once their request ends.
  const tidying = setInterval(() => server.closeIdleConnections(), 50);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(tidying);
  clearTimeout(impatience);
}
