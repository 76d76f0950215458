import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GraphQLClient } from 'graphql-request';
import { Client } from 'pg';
import { askToken } from '../../../gateway/sign-in/ask-token.ts';
import type { DevelopmentRole } from '../../../gateway/sign-in/development-clients.ts';
import { startDevelopmentIssuer } from '../../../gateway/sign-in/development-issuer.ts';
import type { RunningGateway } from '../../../gateway/start-gateway.ts';
import { queueSchemaOf } from '../../../packages/platform/database/database.ts';
import { newLogins } from '../../../packages/platform/database/logins.ts';
import { SUBGRAPH_NAMES } from '../../../packages/platform/peers/subgraph.ts';
import { newInstallKeyPem, readInstallKey } from '../../../packages/platform/peers/install-key.ts';
import { aDatabase, aMigratedDatabase, type TestDatabase } from '../../../packages/platform/testing/database.ts';
import { enrolInstance } from '../../start/enrol-instance.ts';
import { migrateInstance } from '../../migrate.ts';
import { learn } from '../network/ask.ts';
import { eventually } from '../network/eventually.ts';
import { findFreePorts } from '../network/free-ports.ts';
import { startInProcess } from '../network/instance-in-process.ts';

/** The two ends of the smallest network. */
export type End = 'hub' | 'association';

/** A hub and one association, in this process and with one clock between them. */
export interface SmallNetwork {
  issuer: string;
  urlOf(end: End): string;
  /** Of the owner of its tables. */
  databaseUrlOf(end: End): string;
  /** A client of an end's graph; null for anybody. */
  as(role: DevelopmentRole | null, end: End, person?: string): Promise<GraphQLClient>;
  /** Lets the days pass, until 11:00 UTC of this one. */
  goTo(day: string): void;
  /** Enrols the association's instance at the hub, which knows the association. */
  enrol(): Promise<void>;
  /** Waits until the hub has counted all that is committed now. */
  settle(): Promise<void>;
  /** Stops an end, copies its database, starts it again. */
  backUp(end: End): Promise<TestDatabase>;
  /** Stops an end, drops its database, and starts it on the copy. */
  restore(end: End, copy: TestDatabase): Promise<void>;
  close(): Promise<void>;
}

const ASSOCIATION = { id: 'exemple-caen', seat: 'COM-14118' };
/** Apart from the ports of the other end-to-end suites. */
const PORTS_FROM = 30_000;
const COMPLETENESS = '{ impact(period: "2011") { completeness { expected reporting oldestAsOf } } }';
const HEARD_MS = 60_000;
/** No build disturbs the entering of a year; whoever waits for figures asks for one. */
const HEARTBEAT_SECONDS = 60;

export async function openSmallNetwork(day: string): Promise<SmallNetwork> {
  const clock = aMovingClock(day);
  const folder = await mkdtemp(join(tmpdir(), 'same-2011-'));
  const [issuerPort, hubPort, associationPort] = await threePorts();
  const issuing = await startDevelopmentIssuer({ port: issuerPort, dataFolder: folder, nodeEnv: 'development' });
  const { issuer } = issuing;
  const ports = { hub: hubPort, association: associationPort };
  const databases = { hub: await aMigrated(), association: await aMigrated() };
  const key = readInstallKey(newInstallKeyPem());
  const running = new Map<End, RunningGateway>();
  const urlOf = (end: End): string => `http://127.0.0.1:${ports[end]}/graphql`;
  const tokenOf = (role: DevelopmentRole, association?: string, person?: string): Promise<string> =>
    askToken(issuer, { role, association, person });

  const start = async (end: End): Promise<void> => {
    const upstream = { url: urlOf('hub'), key, token: () => tokenOf('instance', ASSOCIATION.id) };
    // Two lives of one database are told apart by when they began.
    clock.tick();
    const own = { logins: databases[end].logins, port: ports[end], clock, issuer };
    const jobs = { heartbeatSeconds: HEARTBEAT_SECONDS, log: () => {} };
    running.set(
      end,
      end === 'hub'
        ? await startInProcess({ ...own, association: null, seat: null, jobs: { ...jobs, upstream: null } })
        : await startInProcess({
            ...own,
            association: ASSOCIATION.id,
            seat: ASSOCIATION.seat,
            jobs: { ...jobs, upstream },
          }),
    );
  };
  const stop = async (end: End): Promise<void> => running.get(end)?.close();
  const whileStopped = async <T>(end: End, work: () => Promise<T>): Promise<T> => {
    await stop(end);
    const result = await work();
    await start(end);
    return result;
  };
  const as = async (role: DevelopmentRole | null, end: End, person?: string): Promise<GraphQLClient> => {
    const token = role && (await tokenOf(role, end === 'hub' ? undefined : ASSOCIATION.id, person));
    const headers = token ? { authorization: `Bearer ${token}` } : {};
    return new GraphQLClient(urlOf(end), { errorPolicy: 'all', headers });
  };

  await start('hub');
  await start('association');
  return {
    issuer,
    urlOf,
    databaseUrlOf: (end) => databases[end].url,
    as,
    goTo: clock.goTo,
    enrol: async () => {
      const { id: association } = ASSOCIATION;
      const databaseUrl = databases.association.urlFor('partners');
      await enrolInstance({ association, databaseUrl, key, hub: urlOf('hub'), issuer });
    },
    settle: async () => {
      const instant = clock.tick();
      await buildNow(databases.association.url);
      const hub = await as(null, 'hub');
      const isHeard = async (): Promise<boolean> => {
        const { expected, reporting, oldestAsOf } = (await learn(hub, COMPLETENESS)).impact.completeness;
        return reporting === expected && oldestAsOf !== null && new Date(oldestAsOf) >= instant;
      };
      if (!(await eventually(isHeard, Boolean, HEARD_MS))) throw new Error('The hub does not hear of the association.');
    },
    backUp: (end) => whileStopped(end, () => aDatabase(nameOf(databases[end]))),
    restore: (end, copy) =>
      whileStopped(end, async () => {
        await databases[end].drop();
        databases[end] = await aDatabase(nameOf(copy));
      }),
    close: async () => {
      await Promise.all([stop('hub'), stop('association')]);
      await issuing.close();
      await Promise.all([databases.hub.drop(), databases.association.drop()]);
      await rm(folder, { recursive: true });
    },
  };
}

/** What a heartbeat does. */
async function buildNow(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  for (const service of SUBGRAPH_NAMES)
    await client.query(`select ${queueSchemaOf(service)}.add_job('build', queue_name := 'build', job_key := 'build')`);
  await client.end();
}

const aMigrated = (): Promise<TestDatabase> =>
  aMigratedDatabase('instance', (url) => migrateInstance(url, newLogins(url)));
const nameOf = ({ url }: TestDatabase): string => new URL(url).pathname.slice(1);

async function threePorts(): Promise<[number, number, number]> {
  const first = await findFreePorts(PORTS_FROM);
  return [first, first + 1, first + 2];
}

/** Stands still but for days and seconds that a test lets pass. */
function aMovingClock(day: string) {
  const noonOn = (next: string): Date => new Date(`${next}T11:00:00Z`);
  let now = noonOn(day);
  return {
    now: () => now,
    goTo: (next: string) => void (now = noonOn(next)),
    /** A second later. */
    tick: () => (now = new Date(now.getTime() + 1000)),
  };
}
