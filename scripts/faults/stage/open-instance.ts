import { randomBytes } from 'node:crypto';
import { inventory } from '../../../services/inventory/subgraph.ts';
import type { Clock } from '../../../packages/calendar/clock.ts';
import { createSubgraph, type ServiceParts } from '../../../packages/platform/service/create-subgraph.ts';
import type { Database } from '../../../packages/platform/database/database.ts';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { auditFigures } from '../../../packages/figures/releases/audit.ts';
import { compareFigures } from '../../../packages/figures/replication/compare/compare.ts';
import { mustCompare } from '../../../packages/figures/replication/install/incarnation.ts';
import { sealPeriods } from '../../../packages/figures/releases/seal.ts';
import { createFigures } from '../../../packages/figures/run/figures-jobs.ts';
import { readInstallKey } from '../../../packages/platform/peers/install-key.ts';
import type { KnownInstall, MeetingInstalls, MeetInstalls } from '../../../packages/platform/peers/meet-installs.ts';
import { beginRun } from '../../../packages/figures/replication/install/this-install.ts';
import type { CallPeer, Subgraph } from '../../../packages/platform/peers/subgraph.ts';
import { lending } from '../../../services/lending/subgraph.ts';
import { figuresPool } from '../world/figures-pool.ts';
import type { Open } from './front.ts';
import { THE_HUB, tokenOf, type InstanceSettings } from './orders.ts';
import { loginOf } from './servers.ts';
import type { Service } from './stage.ts';
import { MEASURES } from '../invariants/convergence.ts';
import { EVERYWHERE } from '../../../packages/figures/replication/install/testing/an-install.ts';

const PARTS: Record<Service, ServiceParts> = { inventory, lending };

/** An open instance, whose figures are made when told. */
export interface OpenInstance extends Open {
  install: KnownInstall;
  build(): Promise<string[]>;
  publish(): Promise<number>;
  audit(): Promise<string[]>;
  compare(): Promise<number>;
  seal(throughYear: string): Promise<number>;
  close(): Promise<void>;
}

/** What an instance finds around it: the time, and the directory of installations that partners would keep. */
export interface Surroundings {
  clock: Clock;
  known: readonly KnownInstall[];
}

/** Opens the services of an instance on its database, as a process that starts would. */
export async function openInstance(settings: InstanceSettings, around: Surroundings): Promise<OpenInstance> {
  const { association, seat, services, databaseUrl } = settings;
  const { clock, known } = around;
  const secret = new Uint8Array(randomBytes(32));
  const meetInstalls: MeetInstalls = async ({ installs }) => known.filter(({ install }) => installs.includes(install));
  const callPeer: CallPeer = async (_peer, _document, { input }) => ({
    meetInstalls: { installs: await meetInstalls(input as MeetingInstalls) },
  });
  const hub = association === null ? THE_HUB : null;
  const options = { identitySecret: secret, association, hub, seat, clock, newId: newTypeId, callPeer };
  let opened: Promise<Subgraph[]> | null = null;
  // Associations are seldom asked anything.
  const subgraphs = (): Promise<Subgraph[]> =>
    (opened ??= Promise.all(
      services.map((name) => createSubgraph({ ...options, databaseUrl: loginOf(databaseUrl, name) }, PARTS[name])),
    ));
  if (association === null) await subgraphs();
  const makers = await Promise.all(services.map((name) => openMaker(name, settings, clock, meetInstalls)));
  return {
    subgraphs,
    secret,
    clock,
    install: makers[0]!.install,
    build: async () => (await inTurn(makers, ({ build }) => build())).flat(),
    publish: async () => (await inTurn(makers, ({ publish }) => publish())).reduce((sum, sent) => sum + sent, 0),
    audit: async () => (await inTurn(makers, ({ audit }) => audit())).flat(),
    compare: async () => (await inTurn(makers, ({ compare }) => compare())).reduce((sum, found) => sum + found, 0),
    seal: async (year) => (await inTurn(makers, ({ seal }) => seal(year))).reduce((sum, sealed) => sum + sealed, 0),
    close: async () => {
      await Promise.all([...makers, ...((await opened) ?? [])].map((each) => each.close()));
    },
  };
}

/** The making of one service's figures, without a job queue: a run decides what happens when. */
async function openMaker(name: Service, settings: InstanceSettings, clock: Clock, meetInstalls: MeetInstalls) {
  const { association, seat, databaseUrl, upstreamUrl } = settings;
  const measures = MEASURES[name];
  const key = readInstallKey(settings.key);
  const { publicKey } = key;
  const token = async (): Promise<string> => tokenOf('instance', association);
  const upstream = upstreamUrl === null ? null : { url: upstreamUrl, token, key };
  const pool = figuresPool(databaseUrl, name);
  const database = { pool, service: name } as unknown as Database;
  const run = await beginRun({ pool, association, clock, publicKey });
  const known = { install: run.id, publicKey, state: 'APPROVED', departments: EVERYWHERE } as const;
  const install: KnownInstall = { ...known, associationId: association };
  const figures = createFigures({ database, measures, clock, association, seat, upstream, meetInstalls });
  const compare = async (): Promise<number> => {
    if (upstream === null) return 0;
    const comparing = { service: name, association, seat, measures, pool, clock, upstream, meetInstalls };
    const { sentAgain, retracted, takenBack } = await compareFigures(comparing, { dryRun: false });
    return sentAgain.length + retracted.length + takenBack.length;
  };
  return {
    build: figures.build,
    // As the job queue does: whoever has told everything anew, or finds its hub in another life, compares.
    publish: async () => {
      const sent = await figures.publish();
      if (upstream === null || !(await mustCompare(pool, upstream.url))) return sent;
      await compare();
      return sent + (await figures.publish());
    },
    compare,
    install,
    audit: async () => (await auditFigures({ association, seat, measures, pool, clock }, { dryRun: false })).drifted,
    seal: async (throughYear: string) => {
      if (association === null) return 0;
      const builder = { association, seat, measures, pool, clock };
      return (await sealPeriods(builder, { throughYear, dryRun: false })).years.length;
    },
    close: () => pool.end(),
  };
}

/** One service after the other, so that a run is the same each time; all of them, though one fails. */
async function inTurn<M, T>(makers: readonly M[], make: (maker: M) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  const failures: Error[] = [];
  for (const maker of makers)
    await make(maker).then(
      (one) => made.push(one),
      (error: Error) => failures.push(error),
    );
  if (failures[0]) throw failures[0];
  return made;
}
