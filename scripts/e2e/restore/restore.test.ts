import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GraphQLClient } from 'graphql-request';
import { Client } from 'pg';
import { askToken } from '../../../gateway/sign-in/ask-token.ts';
import { startDevelopmentIssuer } from '../../../gateway/sign-in/development-issuer.ts';
import { queueSchemaOf } from '../../../packages/platform/database/database.ts';
import { type Cluster, createDatabase, startCluster } from '../../../packages/platform/database/embedded-cluster.ts';
import { type Logins, loginsText, newLogins } from '../../../packages/platform/database/logins.ts';
import { SUBGRAPH_NAMES } from '../../../packages/platform/peers/subgraph.ts';
import { aClock } from '../../../packages/platform/testing/a-clock.ts';
import { enterEverything } from '../merge/enter-everything.ts';
import { aKey, done, learn } from '../network/ask.ts';
import { eventually } from '../network/eventually.ts';
import { findFreePorts } from '../network/free-ports.ts';
import { startInProcess } from '../network/instance-in-process.ts';
import { runProcess } from '../network/run-process.ts';
import { CAEN, MEMBER, registerMember, type Staff } from '../same-2011/year-of-caen.ts';
import { pgDump } from './pg-dump.ts';
import { stepsWith } from './steps.ts';
import { whatItHolds } from './what-it-holds.ts';

const NAME = 'passerelle';
/** Apart from the ports of the other end-to-end suites. */
const PORTS_FROM = 31_000;
const PATIENCE_MS = 60_000;
/** A job that was queued when the backup was made. */
const LEFT = 'left undone';
/** Machines made ready by each `work`. */
const REFURBISHED = 2;
const ROLES = ['manager', 'technician', 'lender', 'trainer'] as const;
const READS: [keyof Staff, string][] = [
  ['manager', '{ organisations(first: 100) { nodes { id name } } agreements(first: 100) { nodes { id state } } }'],
  [
    'technician',
    '{ donations(first: 100) { nodes { id donor { name } computers(first: 100) { nodes { id label } } } } }',
  ],
  [
    'lender',
    '{ loans(first: 100) { nodes { id state } } households(first: 100) { nodes { id people { givenName } } } }',
  ],
  ['trainer', '{ sessions(first: 100) { nodes { id place { name } } } pathways(first: 100) { nodes { id } } }'],
];

let folder: string;
let issuing: Awaited<ReturnType<typeof startDevelopmentIssuer>>;
let original: Cluster;
let asked: unknown[];
let held: string[];
let dump: string;
let install: string | undefined;
const restored: Cluster[] = [];

/** Whoever owns the database: may create databases and roles, and nothing else. */
const ownerOf = (cluster: Cluster, database = NAME): string => {
  const url = new URL(cluster.url(database));
  [url.username, url.password] = ['owner', 'password of the owner'];
  return url.href;
};
const onServer = async <T>(url: string, use: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
};
const aServer = async (name: string): Promise<Cluster> => {
  const cluster = await startCluster({ folder: join(folder, name), log: () => {}, durable: false });
  restored.push(cluster);
  return cluster;
};
/** What there is on a new server before anything of this program: the user who was there on the old one, too. */
const anEmptyServer = async (name: string): Promise<Cluster> => {
  const cluster = await aServer(name);
  const sql = `create role owner login createdb createrole password 'password of the owner'`;
  await onServer(cluster.url('postgres'), (client) => client.query(sql));
  return cluster;
};
const migrateOn = async (url: string, logins: Logins, args: string[] = []): Promise<void> => {
  const logFile = join(folder, 'migrate.log');
  const env = { DATABASE_URL: url, DATABASE_URLS: loginsText(logins) };
  const { ended } = runProcess({
    name: 'migrate',
    command: ['node', 'dist/scripts/migrate.js', ...args],
    env,
    logFile,
  });
  if ((await ended) !== 0) throw new Error(await readFile(logFile, 'utf8'));
};

/** Runs the services and the gateway on a database for as long as it is used. */
async function onInstance<T>(logins: Logins, use: (staff: Staff) => Promise<T>): Promise<T> {
  const { issuer } = issuing;
  const instance = await startInProcess({
    logins,
    issuer,
    association: MEMBER.id,
    seat: MEMBER.seat,
    clock: aClock('2011-12-15'),
    jobs: { upstream: null, heartbeatSeconds: 60, log: () => {} },
  });
  const signedIn = ROLES.map(async (role) => {
    const token = await askToken(issuer, { role, association: MEMBER.id });
    return [role, new GraphQLClient(instance.url, { headers: { authorization: `Bearer ${token}` } })] as const;
  });
  const staff = Object.fromEntries(await Promise.all(signedIn)) as Staff;
  try {
    return await use(staff);
  } finally {
    await instance.close();
  }
}

/** A new organisation, with a fact of each kind in every service. */
async function work(staff: Staff, name: string): Promise<void> {
  const input = { name, kind: 'OTHER', commune: CAEN, roles: ['DONOR'], idempotencyKey: aKey() };
  const { id } = await done(staff.manager, 'registerOrganisation', input, 'organisation { id }');
  await enterEverything(staff, id);
}

const read = async (staff: Staff): Promise<unknown[]> =>
  Promise.all(READS.map(([role, document]) => learn(staff[role], document)));
const jobsLeft = (url: string): Promise<number> =>
  onServer(url, async (client) => {
    const counts = SUBGRAPH_NAMES.map((name) => `select from ${queueSchemaOf(name)}.jobs where key = '${LEFT}'`);
    return (await client.query(counts.join(' union all '))).rowCount!;
  });

/** What the four services call this installation, by which a hub knows it. */
const installsOf = (url: string): Promise<string[]> =>
  onServer(url, async (client) => {
    const ids = SUBGRAPH_NAMES.map((name) => `select id from ${name}.install`);
    return (await client.query<{ id: string }>(ids.join(' union '))).rows.map(({ id }) => id);
  });

async function expectToGoOn(url: string, logins: Logins): Promise<void> {
  await onInstance(logins, async (staff) => {
    expect(await read(staff)).toEqual(asked);
    expect(
      await eventually(
        () => jobsLeft(url),
        (count) => count === 0,
        PATIENCE_MS,
      ),
    ).toBe(0);
    await work(staff, 'Après la restauration');
    const figures = '{ impact(period: "2011") { computersRefurbished { value } } }';
    const refurbished = async () => (await learn(staff.manager, figures)).impact.computersRefurbished.value;
    const build = `add_job('build', queue_name := 'build', job_key := 'build')`;
    const calls = SUBGRAPH_NAMES.map((name) => `select ${queueSchemaOf(name)}.${build}`).join('; ');
    await onServer(url, (client) => client.query(calls));
    expect(await eventually(refurbished, (value) => value === 2 * REFURBISHED, PATIENCE_MS)).toBe(2 * REFURBISHED);
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restore-'));
  // Whichever account a server runs as finds its data right there, not behind a link.
  await chmod(folder, 0o755);
  const port = await findFreePorts(PORTS_FROM);
  issuing = await startDevelopmentIssuer({ port, dataFolder: folder, nodeEnv: 'development' });
  original = await anEmptyServer('original');
  const url = ownerOf(original);
  const logins = newLogins(url);
  await createDatabase(ownerOf(original, 'postgres'), NAME);
  await migrateOn(url, logins);
  await onInstance(logins, async (staff) => {
    await registerMember(staff.manager);
    await work(staff, 'Avant la sauvegarde');
    asked = await read(staff);
  });
  const leave = SUBGRAPH_NAMES.map((name) => `select ${queueSchemaOf(name)}.add_job('build', job_key := '${LEFT}')`);
  await onServer(url, (client) => client.query(leave.join('; ')));
  dump = await pgDump(url);
  held = await whatItHolds(url);
  [install] = await installsOf(url);
}, 300_000);
afterAll(async () => {
  await Promise.all(restored.map((each) => each.stop()));
  await issuing.close();
  await rm(folder, { recursive: true });
});

/** Does what a guide's line says, on a server and with the means of a test. */
async function follow(steps: readonly string[], server: Cluster, logins: Logins): Promise<void> {
  const url = ownerOf(server);
  const doing: Record<string, (args: string[]) => Promise<unknown>> = {
    dropdb: () => createDatabase(ownerOf(server, 'postgres'), NAME),
    node: ([program, ...args]) => {
      expect(program).toBe('dist/scripts/migrate.js');
      return migrateOn(url, logins, args);
    },
    pg_restore: ([option]) => {
      expect(option).toBe('--single-transaction');
      return onServer(url, (client) => client.query(`begin; ${dump}; commit`));
    },
  };
  for (const step of steps) {
    const [program, ...args] = step.split(' ') as [string, ...string[]];
    await doing[program]!(args);
  }
}

describe('A backup by pg_dump', () => {
  it('is restored on an empty server by the steps of both guides, and all goes on', async () => {
    const steps = await stepsWith('pg_restore', 'operator.md');
    expect(await stepsWith('pg_restore', 'association.md')).toEqual(steps);
    const server = await anEmptyServer('elsewhere');
    const logins = newLogins(ownerOf(server));
    await follow(steps, server, logins);
    expect(await whatItHolds(ownerOf(server))).toEqual(held);
    await expectToGoOn(ownerOf(server), logins);
    expect(await installsOf(ownerOf(server))).not.toContain(install);
  }, 300_000);

  it('is not restored without the roles that it names', async () => {
    const steps = await stepsWith('pg_restore', 'operator.md');
    const server = await anEmptyServer('without-roles');
    const without = steps.filter((step) => !step.endsWith('migrate.js roles'));
    expect(without.length).toBe(steps.length - 1);
    await expect(follow(without, server, newLogins(ownerOf(server)))).rejects.toThrow(
      'role "passerelle_owner" does not exist',
    );
  });
});

describe('The folder of a server', () => {
  it('is copied while it is stopped, started elsewhere, and all goes on', async () => {
    await original.stop();
    const [copy, ...steps] = await stepsWith('cp', 'operator.md');
    expect(await stepsWith('cp', 'association.md')).toEqual([copy, ...steps]);
    const env = { PATH: process.env['PATH'], FOLDER: join(folder, 'original'), NEW_FOLDER: join(folder, 'copied') };
    await promisify(execFile)('/bin/sh', ['-c', copy!], { env });
    const server = await aServer('copied');
    const logins = newLogins(ownerOf(server));
    await follow(steps, server, logins);
    expect(await whatItHolds(ownerOf(server))).toEqual(held);
    await expectToGoOn(ownerOf(server), logins);
    expect(await installsOf(ownerOf(server))).toEqual([install]);
  }, 300_000);
});
