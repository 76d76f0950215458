import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { LIMITS } from '../limits/limits.ts';

/** How long running requests may take to end once the server stops. */
const GRACE_MS = 10_000;

export interface Listening {
  port: number;
  /** Refuses new connections, lets running requests end, then closes what is left. */
  close(): Promise<void>;
}

/** Serves an application; `port` 0 takes any free one. Rejects with a plain sentence when the port is in use. */
export async function listen(app: Express, port: number, host: string): Promise<Listening> {
  const server = createServer(app);
  server.requestTimeout = LIMITS.requestMs;
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
