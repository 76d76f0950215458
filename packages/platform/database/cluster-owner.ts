import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { type Server, stopServer, urlOf } from './cluster-server.ts';

/** The advisory lock that the process which started a cluster holds in its database `postgres` until it ends. */
const OWNER_LOCK = 7_277_377;
const PORT_LINE = 3;
const CONNECT_TIMEOUT_MS = 5_000;
/** How soon a server surely knows that a killed process is gone. */
const DEATH_NOTICED_MS = 1_000;
/** How soon a starting server surely listens. */
const START_MS = 3_000;
const PAUSE_MS = 50;
/** What a server answers while it starts, recovers or stops. */
const CANNOT_CONNECT_NOW = '57P03';

/** A hold on a running cluster: it ends with the process, however that ends. */
export interface Hold {
  release(): Promise<void>;
}

/** Missing from pg's types. */
type Referenced = Client & { ref(): void; unref(): void };

/** Marks a running cluster as this process's own, or says why not: another holds it, or it serves another folder. */
export async function tryHold(server: Server, port: number): Promise<Hold | 'owned' | 'elsewhere'> {
  const client = new Client({
    connectionString: urlOf(server, port, 'postgres'),
    application_name: 'passerelle owner',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  }) as Referenced;
  client.on('error', ignoreEndOfServer);
  await client.connect();
  const refusal = await whyNotHeld(client, server);
  if (refusal) {
    await client.end();
    return refusal;
  }
  // A forgotten cluster must not keep its process from ending.
  client.unref();
  return {
    release: () => {
      client.ref();
      return client.end();
    },
  };
}

/** A copied folder names the original's server in its files, password included: only a fresh file tells them apart. */
async function whyNotHeld(client: Client, server: Server): Promise<'owned' | 'elsewhere' | undefined> {
  const name = `sign-${randomUUID()}`;
  const sign = join(server.home, 'data', name);
  await writeFile(sign, '');
  try {
    const { rowCount } = await client.query('select from pg_stat_file($1, true) where size is not null', [name]);
    if (rowCount === 0) return 'elsewhere';
  } finally {
    await rm(sign);
  }
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [OWNER_LOCK]);
  return rows[0]?.held ? undefined : 'owned';
}

/**
 * Stops a server that a killed process left running in this folder. Throws when its owner is alive, which the
 * owner's lock tells: unlike a process number, it is never another's after a restart of the machine.
 */
export async function stopLeftover(server: Server, log: (message: string) => void): Promise<void> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    const found = await lookForServer(server);
    if (found === 'none') return;
    if (found === 'abandoned') {
      log(`Stopping the PostgreSQL that an interrupted run left in ${server.home}`);
      return stopServer(server);
    }
    if (found === 'owned' && waited >= DEATH_NOTICED_MS)
      throw new Error(`${server.home} is in use by another running process: stop that one first.`);
    if (found === 'elsewhere' || (found === 'silent' && waited >= START_MS))
      return rm(pidFile(server), { force: true });
    await wait(PAUSE_MS);
  }
}

/**
 * `silent`: the process exists but no server listens: either it is just starting, or the file outlived a
 * restart of the machine and the number is now another program's.
 */
async function lookForServer(
  server: Server,
): Promise<'none' | 'abandoned' | 'owned' | 'elsewhere' | 'silent' | 'busy'> {
  const lines = (await readFile(pidFile(server), 'utf8').catch(() => '')).split('\n');
  const pid = Math.abs(Number(lines[0]));
  if (!pid || !isAlive(pid)) return 'none';
  try {
    const hold = await tryHold(server, Number(lines[PORT_LINE]));
    if (typeof hold === 'string') return hold;
    await hold.release();
    return 'abandoned';
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ECONNREFUSED') return 'silent';
    if (code === CANNOT_CONNECT_NOW || code === 'ECONNRESET') return 'busy';
    throw error;
  }
}

/** Whether a process has this number, of whatever account. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const pidFile = (server: Server): string => join(server.home, 'data', 'postmaster.pid');

/** When the server ends before its owner, the owner's next statement tells; this connection has nothing to say. */
function ignoreEndOfServer(): void {}
