import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client, escapeIdentifier } from 'pg';
import { giveLogin, loginUrl } from '../../../packages/platform/database/logins.ts';
import type { SubgraphName } from '../../../packages/platform/peers/subgraph.ts';
import { findServer, tryStart } from '../../../packages/platform/database/cluster-server.ts';
import { removeCluster, startCluster } from '../../../packages/platform/database/embedded-cluster.ts';
import { runProgram } from '../../../packages/platform/database/server-programs.ts';

/** A PostgreSQL of the suite's own, which can be stopped as by a power cut. */
export interface DatabaseServer {
  url(database: string): string;
  /** Replaces a database by a copy of another one. Ends every session on both. */
  copy(from: string, to: string): Promise<void>;
  /** Ends the sessions of one database, whatever they are doing. */
  endSessions(database: string): Promise<void>;
  /** Stops at once, writes nothing more, and starts again after so long. */
  fall(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** The address that a service is given, of a database whose superuser's address is this. */
export const loginOf = (url: string, service: SubgraphName): string => loginUrl(url, service, 'of the suite');

export async function startServer(folder: string, services: readonly SubgraphName[]): Promise<DatabaseServer> {
  const cluster = await startCluster({ folder, log: () => {}, durable: false });
  const port = Number(new URL(cluster.url('postgres')).port);
  const onServer = <T>(use: (client: Client) => Promise<T>): Promise<T> => connected(cluster.url('postgres'), use);
  const end =
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = any($1) and pid <> pg_backend_pid()';
  return {
    url: cluster.url,
    copy: (from, to) =>
      onServer(async (client) => {
        await client.query(`drop database if exists ${escapeIdentifier(to)} with (force)`);
        await client.query(end, [[from]]);
        await client.query(`create database ${escapeIdentifier(to)} template ${escapeIdentifier(from)}`);
        for (const service of services) await giveLogin(client, service, loginOf(cluster.url(to), service));
      }),
    endSessions: (database) => onServer(async (client) => void (await client.query(end, [[database]]))),
    fall: async (ms) => {
      const server = await findServer(folder);
      const control = join(server.programs, 'pg_ctl');
      const data = join(server.home, 'data');
      await runProgram(
        control,
        ['stop', '--mode=immediate', '--wait', `--pgdata=${data}`],
        server.account,
        server.home,
      );
      await wait(ms);
      for (let attempt = 1; ; attempt += 1) {
        const { isStarted, reason } = await tryStart(server, port, false);
        if (isStarted) return;
        if (attempt === START_ATTEMPTS) throw new Error(reason);
        await wait(PAUSE_MS);
      }
    },
    close: () => removeCluster(folder),
  };
}

const START_ATTEMPTS = 20;
const PAUSE_MS = 100;

/** One connection, for as long as it is used. */
export async function connected<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end().catch(() => {});
  }
}
