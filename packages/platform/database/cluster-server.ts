import { randomBytes, randomUUID } from 'node:crypto';
import { chown, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chooseAccount, type ServerAccount, settleFolder } from './server-account.ts';
import { LOOPBACK } from './server-port.ts';
import { findPrograms, type Outcome, runProgram } from './server-programs.ts';

const SUPERUSER = 'postgres';
const OWNER_ONLY = 0o600;

/** A PostgreSQL installed in a folder, running or not. */
export interface Server {
  /** The real folder: `data`, `password` and `server.log` are in it. */
  home: string;
  account: ServerAccount;
  /** The folder of `initdb`, `pg_ctl` and `postgres`. */
  programs: string;
  /** The superuser's password, made at random when the folder was. */
  password: string;
}

/** Whether the server could be started, and if not, what it wrote. */
export interface Attempt {
  isStarted: boolean;
  reason: string;
}

/** Makes the folder ready to be started, its data included. */
export async function prepareServer(folder: string, durable: boolean, log: (message: string) => void): Promise<Server> {
  const server = await findServer(folder);
  if (!(await exists(join(server.home, 'data')))) {
    log(`Preparing PostgreSQL in ${server.home}`);
    await initialise(server, durable);
  }
  return server;
}

/** The server of a folder, whose data may not be there yet. */
export async function findServer(folder: string): Promise<Server> {
  const account = await chooseAccount(folder);
  const home = await settleFolder(folder, account);
  const [programs, password] = await Promise.all([findPrograms(account), readPassword(home, account)]);
  return { home, account, programs, password };
}

/** Starts the server on a port of the loopback address and waits until it answers (a crash is recovered from first). */
export async function tryStart(server: Server, port: number, durable: boolean): Promise<Attempt> {
  const serverLog = join(server.home, 'server.log');
  await rename(serverLog, `${serverLog}.previous`).catch(() => undefined);
  const outcome = await control(server, [
    'start',
    `--log=${serverLog}`,
    `--options=${settings(port, durable)}`,
    '--wait',
    '--timeout=120',
  ]);
  if (outcome.code === 0) return { isStarted: true, reason: '' };
  const written = await readFile(serverLog, 'utf8').catch(() => '');
  return { isStarted: false, reason: `${outcome.output}\n${written}`.trim() };
}

/** Ends every session and stops the server; nothing to do when it does not run. */
export async function stopServer(server: Server): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    const { code } = await control(server, ['stop', `--mode=${mode}`, '--wait', '--timeout=60']);
    if (code === 0 || !(await exists(join(server.home, 'data', 'postmaster.pid')))) return;
  }
  throw new Error(`PostgreSQL in ${server.home} does not stop.`);
}

/** The superuser's URL of a database. */
export function urlOf(server: Server, port: number, database: string): string {
  const credentials = `${SUPERUSER}:${encodeURIComponent(server.password)}`;
  return `postgresql://${credentials}@${LOOPBACK}:${port}/${encodeURIComponent(database)}`;
}

function settings(port: number, durable: boolean): string {
  const values = {
    listen_addresses: LOOPBACK,
    port,
    // A socket's path may not exceed about a hundred characters; a deep project folder does.
    unix_socket_directories: '',
    max_connections: 400,
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}

/** Works in a draft folder, so that an interrupted preparation is never taken for a database. */
async function initialise({ home, account, programs }: Server, durable: boolean): Promise<void> {
  const draft = join(home, `data-${randomUUID()}`);
  const { code, output } = await runProgram(
    join(programs, 'initdb'),
    [
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${join(home, 'password')}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // PostgreSQL's own C.UTF-8: the same order and letter case on every machine, whatever locales it has.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ],
    account,
    home,
  );
  if (code !== 0) throw new Error(`PostgreSQL could not prepare ${home}:\n${output}`);
  await rename(draft, join(home, 'data'));
}

async function readPassword(home: string, account: ServerAccount): Promise<string> {
  const file = join(home, 'password');
  if (!(await exists(file))) {
    await writeFile(file, randomBytes(24).toString('base64url'), { mode: OWNER_ONLY, flag: 'wx' });
    if (account.uid !== undefined) await chown(file, account.uid, account.gid ?? account.uid);
  }
  return readFile(file, 'utf8');
}

function control(server: Server, args: readonly string[]): Promise<Outcome> {
  const { programs, home, account } = server;
  return runProgram(join(programs, 'pg_ctl'), [...args, `--pgdata=${join(home, 'data')}`], account, home);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
