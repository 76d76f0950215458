import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { newInstallKeyPem } from '../../../packages/platform/peers/install-key.ts';
import type { KnownInstall } from '../../../packages/platform/peers/meet-installs.ts';
import { migrations as inventory } from '../../../services/inventory/migrations/migrations.ts';
import { migrate } from '../../../packages/platform/database/migrate.ts';
import { migrations as lending } from '../../../services/lending/migrations/migrations.ts';
import { openLine, type Line } from '../proxy/line.ts';
import { fillBaseWorld } from '../world/base-world.ts';
import { ASSOCIATIONS, SEATS, type Association } from '../world/rows.ts';
import { keepSpares, startProcess, type Instance, type Process } from './instance.ts';
import type { InstanceSettings } from './orders.ts';
import { connected, startServer, type DatabaseServer } from './servers.ts';

/** Two associations, their region, and the network above it. */
export const NAMES = [...ASSOCIATIONS, 'region', 'network'] as const;
export type Name = (typeof NAMES)[number];
export const HUBS = ['region', 'network'] as const;
export type Hub = (typeof HUBS)[number];
/** Who publishes, and to whom. */
export const UPSTREAM: Partial<Record<Name, Hub>> = { defis: 'region', 'grand-ouest': 'region', region: 'network' };
export const PUBLISHERS: readonly Name[] = ['defis', 'grand-ouest', 'region'];

export const isAssociation = (name: Name): name is Association => (ASSOCIATIONS as readonly string[]).includes(name);
/** The services whose figures the suite watches. */
export const SERVICES = ['inventory', 'lending'] as const;
export type Service = (typeof SERVICES)[number];

/** When a run began by the machine's clock, and how far ahead of it the clocks of its instances are. */
export interface Beginning {
  startedAt: number;
  aheadMs: number;
}

/** Everything that runs: processes, databases and the lines between. It outlives runs, which reset it. */
export interface Stage {
  instances: Record<Name, Instance>;
  lines: Partial<Record<Name, Line>>;
  server(name: Name): DatabaseServer;
  /** The superuser's URL of an instance's database. */
  url(name: Name): string;
  sql<T>(name: Name, use: (db: Client) => Promise<T>): Promise<T>;
  /** Puts everything back to the converged state of a time, with nothing wrong anywhere. */
  begin(now: string): Promise<Beginning>;
  /** Opens an instance in a new process, wherever its old one went. */
  revive(name: Name): Promise<void>;
  /** A process of nobody's yet. */
  spare(): Promise<Process>;
  /** Another installation that hubs know of, besides those that run. */
  admit(install: KnownInstall): Promise<void>;
  /** A copy of an instance's database, under a name of its own. */
  snapshot(name: Name, as: string): Promise<void>;
  /** Puts an instance back to a copy of its database, or to how it began. */
  restore(name: Name, from?: string): Promise<void>;
  close(): Promise<void>;
}

const databaseOf = (name: string): string => `run_${name.replaceAll('-', '_')}`;
const EMPTY = 'migrated';
const MIGRATIONS = { inventory, lending };

export async function openStage(project: string): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'passerelle-faults-'));
  const below = await startServer(join(folder, 'associations'), SERVICES);
  const above = await startServer(join(folder, 'hubs'), SERVICES);
  for (const server of [below, above]) {
    await connected(server.url('postgres'), (db) => db.query(`create database ${EMPTY}`));
    for (const service of SERVICES) await migrate(server.url(EMPTY), service, MIGRATIONS[service]);
  }
  const start = () => startProcess(project, join(folder, 'log'));
  const spares = keepSpares(1, start);
  const server = (name: Name): DatabaseServer => (isAssociation(name) ? below : above);
  const url = (name: Name): string => server(name).url(databaseOf(name));
  const instances = {} as Record<Name, Instance>;
  const lines: Partial<Record<Name, Line>> = {};
  for (const name of PUBLISHERS) {
    lines[name] = await openLine(() => {
      const { process } = instances[UPSTREAM[name]!];
      return process.isAlive() ? process.port : null;
    });
  }
  const processes = await Promise.all(NAMES.map(start));
  NAMES.forEach((name, n) => (instances[name] = { settings: settingsOf(name, url, lines), process: processes[n]! }));
  const bases = new Set<string>();
  let current = '';

  const admitted: KnownInstall[] = [];
  const installs: Partial<Record<Name, KnownInstall>> = {};
  const introduce = async (): Promise<void> => {
    const known = [...Object.values(installs), ...admitted];
    await Promise.all(HUBS.map((hub) => instances[hub].process.tell('know', known).catch(() => {})));
  };
  const revive = async (name: Name): Promise<void> => {
    const instance = instances[name];
    if (instance.process.isAlive()) await instance.process.tell('close');
    else instance.process = await spares.take();
    installs[name] = await instance.process.tell('open', instance.settings);
    await introduce();
  };
  const reset = async (name: Name, from: string, clockMs: number): Promise<void> => {
    const { process, settings } = instances[name];
    if (process.isAlive()) await process.tell('close');
    await server(name).copy(from, databaseOf(name));
    settings.clockMs = clockMs;
    await revive(name);
  };
  const sql = <T>(name: Name, use: (db: Client) => Promise<T>): Promise<T> => connected(url(name), use);
  const stage: Stage = {
    instances,
    lines,
    server,
    url,
    sql,
    begin: async (now) => {
      if (!bases.has(now)) await makeBase(stage, now, reset);
      bases.add(now);
      current = now;
      for (const line of Object.values(lines)) line.mend();
      const startedAt = Date.now();
      const aheadMs = Date.parse(now) - startedAt;
      await Promise.all(NAMES.map((name) => reset(name, baseOf(name, now), aheadMs)));
      for (const line of Object.values(lines)) line.forget();
      return { startedAt, aheadMs };
    },
    revive,
    spare: spares.take,
    admit: (install) => {
      admitted.push(install);
      return introduce();
    },
    snapshot: (name, as) => server(name).copy(databaseOf(name), as),
    restore: async (name, from) => {
      const { process } = instances[name];
      if (process.isAlive()) await process.tell('close');
      await server(name).copy(from ?? baseOf(name, current), databaseOf(name));
      await revive(name);
    },
    close: async () => {
      for (const { process } of Object.values(instances)) process.signal('SIGKILL');
      await spares.close();
      await Promise.all(Object.values(lines).map((line) => line.close()));
      await Promise.all([below.close(), above.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
  return stage;
}

const baseOf = (name: Name, now: string): string => `base_${databaseOf(name)}_${Date.parse(now)}`;
/** A base is older than the runs that begin with it. */
const BEFORE_MS = 20 * 60_000;

const settingsOf = (name: Name, url: (name: Name) => string, lines: Partial<Record<Name, Line>>): InstanceSettings => ({
  name,
  databaseUrl: url(name),
  association: isAssociation(name) ? name : null,
  seat: isAssociation(name) ? SEATS[name] : null,
  services: SERVICES,
  upstreamUrl: lines[name]?.url ?? null,
  key: newInstallKeyPem(),
  clockMs: 0,
});

/** Lets the base world converge once at a time of the calendar, and keeps all its databases. */
async function makeBase(
  stage: Stage,
  now: string,
  reset: (name: Name, from: string, clockMs: number) => Promise<void>,
): Promise<void> {
  const aheadMs = Date.parse(now) - BEFORE_MS - Date.now();
  await Promise.all(NAMES.map((name) => reset(name, EMPTY, aheadMs)));
  for (const name of ASSOCIATIONS) {
    await stage.sql(name, (db) => fillBaseWorld(db, name));
    await stage.instances[name].process.tell('build');
  }
  for (const name of PUBLISHERS) await stage.instances[name].process.tell('publish');
  await Promise.all(NAMES.map((name) => stage.instances[name].process.tell('close')));
  for (const name of NAMES) await stage.snapshot(name, baseOf(name, now));
}
