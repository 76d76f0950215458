import { join } from 'node:path';
import { createDatabase, startCluster } from '../../packages/platform/database/embedded-cluster.ts';
import { checkServer } from './check-server.ts';
import type { StartEnv } from './env.ts';

/** The PostgreSQL of a start: one database per instance. */
export interface DatabaseServer {
  url(database: string): string;
  /** Creates a database, empty or as a copy of another; does nothing when it exists. */
  createDatabase(name: string, template?: string): Promise<void>;
  /** Stops the server if this start brought it. */
  stop(): Promise<void>;
}

/** Starts the embedded PostgreSQL, unless `DATABASE_URL` names a server. */
export async function openServer(env: StartEnv, log: (message: string) => void): Promise<DatabaseServer> {
  if (env.DATABASE_URL) {
    await checkServer(env.DATABASE_URL);
    return serverAt(env.DATABASE_URL);
  }
  return startCluster({ folder: join(env.DATA_DIR, 'postgresql'), log, durable: true });
}

function serverAt(address: string): DatabaseServer {
  const url = (database: string): string => {
    const moved = new URL(address);
    moved.pathname = `/${encodeURIComponent(database)}`;
    return moved.href;
  };
  return { url, createDatabase: (name, template) => createDatabase(address, name, template), stop: async () => {} };
}
