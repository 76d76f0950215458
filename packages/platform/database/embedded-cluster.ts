import { realpath, rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { Client, type DatabaseError, escapeIdentifier } from 'pg';
import { type Hold, stopLeftover, tryHold } from './cluster-owner.ts';
import { findServer, prepareServer, type Server, stopServer, tryStart, urlOf } from './cluster-server.ts';
import { checkPortIsFree, findFreePort } from './server-port.ts';

const START_ATTEMPTS = 25;
const PAUSE_MS = 200;
const DUPLICATE_DATABASE = '42P04';

/** A real PostgreSQL that this process started, on the loopback address only. */
export interface Cluster {
  /** The superuser's URL of a database, whether or not it exists. */
  url(database: string): string;
  /** Creates a database, empty or copied from a template that nobody is connected to; does nothing when it exists. */
  createDatabase(name: string, template?: string): Promise<void>;
  /** Ends every session and stops the server. Close your own pools first: theirs would end with errors. */
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** Where the data live; made if missing. */
  folder: string;
  /** A free port is taken when none is given. */
  port?: number;
  /** Called when something takes time or is worth knowing. */
  log: (message: string) => void;
  /** False for data that may be lost when the machine (not merely a process) stops: tests. */
  durable: boolean;
}

/**
 * Starts PostgreSQL 18 in a folder, making its data the first time (under a second), and recovering from a killed
 * run. The server is in a session of its own: Ctrl-C reaches only its owner, who stops it last.
 * Throws a message fit for people when the folder is in use by a living process or the port is taken.
 */
export async function startCluster({ folder, port, log, durable }: ClusterOptions): Promise<Cluster> {
  const server = await prepareServer(folder, durable, log);
  await stopLeftover(server, log);
  if (port !== undefined) await checkPortIsFree(port);
  const chosen = await startOnAPort(server, port, durable);
  const hold = await tryHold(server, chosen);
  if (typeof hold === 'string') throw new Error(`${server.home} was taken by another process at this very moment.`);
  return openCluster(server, chosen, hold);
}

/** Stops whatever runs in a cluster's folder and deletes it all. */
export async function removeCluster(folder: string): Promise<void> {
  const home = await realpath(folder);
  await stopServer(await findServer(folder));
  await rm(home, { recursive: true, force: true });
  await rm(folder, { force: true, recursive: true });
}

/** Answers the port. Tries again while a free port is snatched, or the orphans of a killed server still end. */
async function startOnAPort(server: Server, port: number | undefined, durable: boolean): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const chosen = port ?? (await findFreePort());
    const { isStarted, reason } = await tryStart(server, chosen, durable);
    if (isStarted) return chosen;
    const mayPass =
      reason.includes('pre-existing shared memory') || (port === undefined && reason.includes('already in use'));
    if (!mayPass || attempt === START_ATTEMPTS)
      throw new Error(`PostgreSQL does not start in ${server.home}:\n${reason}`);
    await wait(PAUSE_MS);
  }
}

function openCluster(server: Server, port: number, hold: Hold): Cluster {
  const url = (database: string): string => urlOf(server, port, database);
  return {
    url,
    createDatabase: (name, template) => createDatabase(url('postgres'), name, template),
    stop: async () => {
      await stopServer(server);
      await hold.release();
    },
  };
}

/** Creates a database on a server; does nothing when it exists. The URL is of another database of that server. */
export async function createDatabase(url: string, name: string, template = 'template1'): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${escapeIdentifier(name)} template ${escapeIdentifier(template)}`);
  } catch (error) {
    if ((error as DatabaseError).code !== DUPLICATE_DATABASE) throw error;
  } finally {
    await client.end();
  }
}
