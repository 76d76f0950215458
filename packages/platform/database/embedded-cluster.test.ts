import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { type ClusterOwner, startClusterOwner } from '../testing/cluster-owner-process.ts';
import { type Cluster, removeCluster, startCluster } from './embedded-cluster.ts';

// One folder for all, since preparing it is what takes time: each test stops what it started.
let parent: string;
let folder: string;
const owners: ClusterOwner[] = [];

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'passerelle-cluster-'));
  // Root's server account must be able to enter it.
  await chmod(parent, 0o755);
  folder = join(parent, 'data folder', 'postgresql');
});

afterEach(() => {
  for (const owner of owners.splice(0)) owner.process.kill('SIGKILL');
});

afterAll(async () => {
  await removeCluster(folder);
  await rm(parent, { recursive: true });
});

async function startOwner(): Promise<ClusterOwner> {
  const owner = await startClusterOwner(folder);
  owners.push(owner);
  return owner;
}

const start = (options: { port?: number; log?: (message: string) => void } = {}): Promise<Cluster> =>
  startCluster({ folder, durable: false, log: () => {}, ...options });

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  // A server that is killed may say so after its answer: nobody waits for that any more.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

const readPostmaster = async (): Promise<number> =>
  Number((await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]);

test('data outlive a stop, and what was prepared once is not prepared again', async () => {
  const messages: string[] = [];
  const log = (message: string): void => void messages.push(message);
  const first = await start({ log });
  await first.createDatabase('kept');
  await ask(first.url('kept'), "create table note as select 'prêt' as text");
  await first.stop();
  const second = await start({ log });
  expect(await ask(second.url('kept'), 'select text from note')).toEqual(['prêt']);
  expect(messages).toEqual([expect.stringContaining('Preparing PostgreSQL')]);
  await second.stop();
});

test('a database is copied from its template, and one that exists is left alone', async () => {
  const cluster = await start();
  await cluster.createDatabase('model');
  await ask(cluster.url('model'), 'create table shelf as select 7 as height');
  await cluster.createDatabase('copy', 'model');
  await ask(cluster.url('copy'), 'update shelf set height = 8');
  await cluster.createDatabase('copy', 'model');
  expect(await ask(cluster.url('copy'), 'select height from shelf')).toEqual([8]);
  await cluster.stop();
});

test('the password is random, asked for, and readable by the owner only', async () => {
  const cluster = await start();
  const url = new URL(cluster.url('postgres'));
  expect(url.password).toMatch(/^[\w-]{32}$/);
  expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600);
  url.password = 'postgres';
  await expect(ask(url.href, 'select 1')).rejects.toThrow('password authentication failed');
  await cluster.stop();
});

test('a start after the owner was killed finds everything that was committed', async () => {
  const owner = await startOwner();
  await ask(owner.url, 'create table kept as select 1 as one');
  owner.process.kill('SIGKILL');
  const next = await startOwner();
  expect(await ask(next.url, 'select one from kept')).toEqual([1]);
  next.process.kill('SIGINT');
  expect(await once(next.process, 'exit')).toEqual([0, null]);
});

test('a start after owner and server were killed at once, a session still working, recovers', async () => {
  const owner = await startOwner();
  await ask(owner.url, 'create table recovered as select 1 as one');
  const busy = ask(owner.url, 'select pg_sleep(1)').catch(() => undefined);
  process.kill(await readPostmaster(), 'SIGKILL');
  owner.process.kill('SIGKILL');
  const cluster = await start();
  expect(await ask(cluster.url('postgres'), 'select one from recovered')).toEqual([1]);
  await Promise.all([cluster.stop(), busy]);
});

test('a process number that now belongs to another program does not prevent a start', async () => {
  const file = join(folder, 'data', 'postmaster.pid');
  await writeFile(file, `${process.pid}\n${folder}/data\n1700000000\n1\n\n127.0.0.1\n0 0\nready\n`);
  const cluster = await start();
  expect(await ask(cluster.url('postgres'), 'select 1')).toEqual([1]);
  await cluster.stop();
});

test('a second start says that the cluster is in use, and leaves it running', async () => {
  const owner = await startOwner();
  await expect(start()).rejects.toThrow(`${folder} is in use by another running process`);
  expect(await ask(owner.url, 'select 1')).toEqual([1]);
  owner.process.kill('SIGINT');
  expect(await once(owner.process, 'exit')).toEqual([0, null]);
});

test('a copy made while the original runs starts beside it', async () => {
  const original = await start();
  const copy = join(parent, 'copy');
  await promisify(execFile)('cp', ['-a', folder, copy]);
  const cluster = await startCluster({ folder: copy, durable: false, log: () => {} });
  expect(await ask(cluster.url('postgres'), 'select 1')).toEqual([1]);
  expect(await ask(original.url('postgres'), 'select 1')).toEqual([1]);
  await Promise.all([original.stop(), cluster.stop()]);
});

test('a busy port is named', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(start({ port })).rejects.toThrow(`Port ${port} is already in use on 127.0.0.1`);
  other.close();
  await once(other, 'close');
  const cluster = await start({ port });
  expect(new URL(cluster.url('postgres')).port).toBe(String(port));
  await cluster.stop();
});

test('Ctrl-C in the terminal lets the owner finish before the server stops', async () => {
  const owner = await startOwner();
  process.kill(-owner.process.pid, 'SIGINT');
  expect(await once(owner.process, 'exit')).toEqual([0, null]);
  await expect(ask(owner.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
  const cluster = await start();
  const sql = "select count(*)::int from pg_database where datname = 'last_words'";
  expect(await ask(cluster.url('postgres'), sql)).toEqual([1]);
  await cluster.stop();
});
