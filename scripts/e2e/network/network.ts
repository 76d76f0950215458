import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GraphQLClient } from 'graphql-request';
import { Client } from 'pg';
import { askToken } from '../../../gateway/sign-in/ask-token.ts';
import {
  DEVELOPMENT_AUDIENCE,
  DEVELOPMENT_HUB,
  DEVELOPMENT_SECRET,
  type TokenRequest,
} from '../../../gateway/sign-in/development-clients.ts';
import { startDevelopmentIssuer } from '../../../gateway/sign-in/development-issuer.ts';
import { type Cluster, startCluster } from '../../../packages/platform/database/embedded-cluster.ts';
import { type Logins, loginsText } from '../../../packages/platform/database/logins.ts';
import { readInstallKey } from '../../../packages/platform/peers/install-key.ts';
import { enrolInstance } from '../../start/enrol-instance.ts';
import { instanceKeyFile } from '../../start/instance-key.ts';
import { type Addresses, addressesFrom, ASSOCIATIONS, HUB, type Instance } from '../../start/network.ts';
import { prepareDatabases } from '../../start/prepare-database.ts';
import { learn } from './ask.ts';
import { eventually } from './eventually.ts';
import { type RunningProcess, runProcess } from './run-process.ts';
import { runSplit, type SplitSettings } from './split-instance.ts';

export const [DEFIS, CAEN, ROUEN] = ASSOCIATIONS as [Instance, Instance, Instance];
export { HUB };

/** How each instance runs: in one process, or as the processes of docker-compose.yml. */
export const MODES = ['all-in-one', 'split'] as const;
export type Mode = (typeof MODES)[number];

/** A network whose sample years are loaded, run from its built programs and moved from one mode to the other. */
export interface Network {
  addresses: Addresses;
  /** Runs the hub and Défis in the given mode, the other associations in one process each. */
  start(mode: Mode): Promise<void>;
  /**
   * The same, and waits until the hub has heard of all of them.
   */
  run(mode: Mode): Promise<void>;
  /** Waits until all that is committed now is counted at the hub. */
  settle(): Promise<void>;
  /** Stops everything. */
  close(): Promise<void>;
  /** The running processes of an instance. */
  processesOf(instance: Instance): RunningProcess[];
  /** The process that holds a service of an instance: its own, or that of the whole instance. */
  processWith(service: string, instance: Instance): RunningProcess;
  /** Starts again those processes of an instance that have ended. */
  revive(instance: Instance): Promise<void>;
  /** A client of the graph of an instance, for somebody with a role or for anybody. */
  as(role: TokenRequest['role'] | null, instance: Instance, scope?: Partial<TokenRequest>): Promise<GraphQLClient>;
  /** The superuser's address of an instance's database. */
  databaseUrl(instance: Instance): string;
  /** The addresses of the same for its services. */
  loginsOf(instance: Instance): Logins;
}

/** Short, so that minutes of silence can be tested in seconds. */
const PACE = { HEARTBEAT_SECONDS: '1', FRESH_SECONDS: '6' };
const COMMON = { LOG_LEVEL: 'warn', ...PACE };
const SUBGRAPHS = ['inventory', 'lending', 'training', 'partners'];
const COMPLETENESS = '{ impact(period: "2011") { completeness { expected upToDate oldestAsOf } } }';
const HEARD_MS = 240_000;
/** The first ports after those of `npm start`, which end at the issuer's. */
const SPLIT_OFFSET = 11;

/** Opens a data folder, new or filled by `npm start`: its PostgreSQL and an issuer, no instance yet. */
export async function openNetwork(
  folder: string,
  port: number,
  associations: readonly Instance[] = ASSOCIATIONS,
): Promise<Network> {
  const instances = [HUB, ...associations];
  const addresses = addressesFrom({ PORT: port });
  const cluster = await startCluster({ folder: join(folder, 'postgresql'), log: () => {}, durable: false });
  const logins = await prepareDatabases(cluster, instances.map(databaseOf));
  const loginsOf = (instance: Instance): Logins => logins.get(databaseOf(instance))!;
  const dataFolder = join(folder, 'issuer');
  const issuer = await startDevelopmentIssuer({ port: addresses.issuerPort, dataFolder, nodeEnv: 'development' });
  const logs = join(folder, 'e2e-logs');
  await mkdir(logs, { recursive: true });
  const running = new Map<Instance, RunningProcess[]>();
  const keys = new Map<Instance, string>();
  for (const each of associations) keys.set(each, await readFile(await instanceKeyFile(folder, each), 'utf8'));
  const secrets = new Map(instances.map((each) => [each, randomBytes(32).toString('hex')]));
  const split = await splitSettings({ addresses, cluster, logs, secrets, keys });

  const startWhole = async (instance: Instance): Promise<RunningProcess[]> => {
    const whole = runProcess({
      name: instance.name,
      command: ['node', 'dist/gateway/instance.js'],
      logFile: join(logs, `${instance.name}.log`),
      origin: addresses.originOf(instance),
      env: wholeEnvironment(instance, loginsOf(instance), { addresses, cluster, logs, secrets, keys }),
    });
    await whole.ready();
    return [whole];
  };
  const stop = async (instance: Instance): Promise<void> => {
    await Promise.all((running.get(instance) ?? []).map((each) => each.stop()));
    running.delete(instance);
  };
  const enrolled = new Set<Instance>();
  const enrol = async (): Promise<void> => {
    for (const instance of associations.filter((each) => !enrolled.has(each))) {
      const own = { association: instance.association!.id, databaseUrl: loginsOf(instance).partners };
      const key = readInstallKey(keys.get(instance)!);
      const hub = `${addresses.originOf(HUB)}/graphql`;
      if (await enrolInstance({ ...own, key, hub, issuer: addresses.issuer })) enrolled.add(instance);
    }
  };
  const startAll = async (mode: Mode): Promise<void> => {
    await Promise.all([HUB, DEFIS].map(stop));
    const start = async (instance: Instance): Promise<void> => {
      const half = instance === HUB ? 'hub' : instance === DEFIS ? 'association' : null;
      running.set(instance, mode === 'split' && half ? await runSplit(split(half)) : await startWhole(instance));
    };
    await Promise.all(instances.filter((each) => !running.has(each)).map(start));
    await enrol();
  };
  return {
    addresses,
    start: startAll,
    async run(mode) {
      await startAll(mode);
      await untilHeard(addresses, new Date());
    },
    async settle() {
      await enrol();
      await untilHeard(addresses, new Date());
    },
    processesOf: (instance) => running.get(instance) ?? [],
    processWith(service, instance) {
      const processes = running.get(instance) ?? [];
      return processes.find(({ name }) => name.endsWith(`-${service}`)) ?? processes[0]!;
    },
    async revive(instance) {
      const revived = running.get(instance)!.map((each) => (each.isRunning() ? each : each.again()));
      running.set(instance, revived);
      await Promise.all(revived.map((each) => each.ready()));
    },
    as: (role, instance, scope) => signedIn(addresses, role, instance, scope),
    databaseUrl: (instance) => cluster.url(databaseOf(instance)),
    loginsOf,
    async close() {
      await Promise.all(instances.map(stop));
      await issuer.close();
      await cluster.stop();
    },
  };
}

/** Waits until all that was committed before an instant is counted at the hub. */
async function untilHeard(addresses: Addresses, instant: Date): Promise<void> {
  const hub = await signedIn(addresses, null, HUB);
  const isHeard = async (): Promise<boolean> => {
    // Whoever is up to date was heard by all four services; whoever reports, by one.
    const { expected, upToDate, oldestAsOf } = (await learn(hub, COMPLETENESS)).impact.completeness;
    return upToDate === expected && new Date(oldestAsOf) > instant;
  };
  if (!(await eventually(isHeard, Boolean, HEARD_MS))) throw new Error('The hub does not hear of its associations.');
}

const databaseOf = ({ name }: Instance): string => `passerelle_${name.replaceAll('-', '_')}`;

async function signedIn(
  addresses: Addresses,
  role: TokenRequest['role'] | null,
  instance: Instance,
  scope: Partial<TokenRequest> = {},
): Promise<GraphQLClient> {
  const url = `${addresses.originOf(instance)}/graphql`;
  if (role === null) return new GraphQLClient(url, { errorPolicy: 'all' });
  const token = await askToken(addresses.issuer, { role, association: instance.association?.id, ...scope });
  return new GraphQLClient(url, { errorPolicy: 'all', headers: { authorization: `Bearer ${token}` } });
}

function wholeEnvironment(instance: Instance, logins: Logins, { addresses, secrets, keys }: Surroundings) {
  const { association } = instance;
  return {
    ...COMMON,
    NODE_ENV: 'development',
    PORT: String(addresses.portOf(instance)),
    DATABASE_URLS: loginsText(logins),
    IDENTITY_SECRET: secrets.get(instance)!,
    OIDC_ISSUER: addresses.issuer,
    OIDC_AUDIENCE: DEVELOPMENT_AUDIENCE,
    ...(association && {
      ASSOCIATION: association.id,
      SEAT: association.seat,
      UPSTREAM_URL: `${addresses.originOf(HUB)}/graphql`,
      UPSTREAM_ISSUER: addresses.issuer,
      UPSTREAM_CLIENT_ID: 'instance',
      UPSTREAM_CLIENT_SECRET: DEVELOPMENT_SECRET,
      INSTANCE_KEY: keys.get(instance)!,
    }),
    ...(!association && { HUB: DEVELOPMENT_HUB }),
  };
}

interface Surroundings {
  addresses: Addresses;
  cluster: Cluster;
  logs: string;
  secrets: ReadonlyMap<Instance, string>;
  /** What the associations sign with, in PEM. */
  keys: ReadonlyMap<Instance, string>;
}

/** What the two halves of docker-compose.yml are run with: the hub and Défis, at the ports they have in one process. */
async function splitSettings({ addresses, cluster, logs, secrets, keys }: Surroundings) {
  const password = randomBytes(16).toString('hex');
  await createUser(cluster, password);
  const free = (index: number): number => addresses.portOf(HUB) + SPLIT_OFFSET + index;
  const ports = {
    'hub-gateway': addresses.portOf(HUB),
    'association-gateway': addresses.portOf(DEFIS),
    ...Object.fromEntries(SUBGRAPHS.map((name, index) => [`hub-${name}`, free(index)])),
    ...Object.fromEntries(SUBGRAPHS.map((name, index) => [`association-${name}`, free(SUBGRAPHS.length + index)])),
  };
  const variables = {
    ASSOCIATION: DEFIS.association!.id,
    ASSOCIATION_SEAT: DEFIS.association!.seat,
    ASSOCIATION_DATABASE_PASSWORD: password,
    ...servicePasswords('ASSOCIATION'),
    ASSOCIATION_IDENTITY_SECRET: secrets.get(DEFIS)!,
    HUB: DEVELOPMENT_HUB,
    HUB_DATABASE_PASSWORD: password,
    ...servicePasswords('HUB'),
    HUB_IDENTITY_SECRET: secrets.get(HUB)!,
    OIDC_ISSUER: addresses.issuer,
    UPSTREAM_CLIENT_ID: 'instance',
    UPSTREAM_CLIENT_SECRET: DEVELOPMENT_SECRET,
    INSTANCE_KEY: keys.get(DEFIS)!.replaceAll('\n', '\\n'),
  };
  return (half: SplitSettings['half']): SplitSettings => {
    const { host, pathname } = new URL(cluster.url(databaseOf(half === 'hub' ? HUB : DEFIS)));
    return { half, variables, ports, logs, database: `${host}${pathname}`, extra: COMMON };
  };
}

const servicePasswords = (half: 'ASSOCIATION' | 'HUB'): Record<string, string> =>
  Object.fromEntries(
    SUBGRAPHS.map((name) => [`${half}_${name.toUpperCase()}_PASSWORD`, randomBytes(16).toString('hex')]),
  );

/** The user of docker-compose.yml, made by the image of PostgreSQL there. */
async function createUser(cluster: Cluster, password: string): Promise<void> {
  const client = new Client({ connectionString: cluster.url('postgres') });
  await client.connect();
  const { rowCount } = await client.query(`select from pg_roles where rolname = 'passerelle'`);
  await client.query(`${rowCount ? 'alter' : 'create'} role passerelle superuser login password '${password}'`);
  await client.end();
}
