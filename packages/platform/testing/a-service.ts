import { createHash } from 'node:crypto';
import { GraphQLClient } from 'graphql-request';
import type { SubgraphOptions } from '../service/create-subgraph.ts';
import type { JobSettings } from '../jobs/job-settings.ts';
import { migrate, type Migrations } from '../database/migrate.ts';
import { newTypeId } from '../context/ids.ts';
import type { Upstream } from '../peers/upstream.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { serve } from '../service/serve.ts';
import type { MailSettings } from '../context/service-context.ts';
import type { CallPeer, Subgraph, SubgraphName } from '../peers/subgraph.ts';
import type { Here } from '../access/viewer-here.ts';
import { ANONYMOUS, signViewer, VIEWER_HEADER, type Role, type Viewer } from '../access/viewer.ts';
import { aClock, type TestClock } from './a-clock.ts';
import { aMigratedDatabase } from './database.ts';
import { knownNames, type KnownNames } from './known-names.ts';

const SECRET = new TextEncoder().encode('a secret for tests, long enough');

export interface ServiceUnderTest {
  /** A client that speaks as somebody with these roles; none for an anonymous visitor. */
  as(roles: Role | Role[] | 'anonymous', viewer?: Partial<Viewer>): GraphQLClient;
  clock: TestClock;
  /** Runs something and counts the SQL statements that reads sent meanwhile. */
  countStatements(run: () => Promise<unknown>): Promise<number>;
  /** What the owners of foreign ids answer it. */
  names: KnownNames;
  /** The superuser's URL of its database. */
  databaseUrl: string;
  /** The URL that it has itself, with its own login. */
  loginUrl: string;
  url: string;
  /** Stops it, as a signal does; its database stays. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export interface ServiceSetting {
  name: SubgraphName;
  migrations: Migrations;
  create(options: SubgraphOptions): Promise<Subgraph>;
  /** Today, before the test sets another day. */
  today?: string;
  /** Null for a hub. */
  association?: string | null;
  callPeer?: CallPeer;
  /** What runs beside the requests; nothing unless given. */
  jobs?: JobSettings;
  /** The hub above, for a service without jobs. */
  upstream?: Upstream;
  /** The server that receives what it sends; it sends nothing unless given. */
  mail?: MailSettings;
  /** Where it counts, and what a scraper bears to read it. */
  metrics?: { metrics: Metrics; metricsToken: string };
}

/** The name of the hub that a test runs, unless it names another. */
export const TEST_HUB = 'hub';

/** Starts one service over HTTP on a fresh, migrated database, as an association in Lorient unless told otherwise. */
export async function aService(setting: ServiceSetting): Promise<ServiceUnderTest> {
  const { name, migrations, create, today = '2011-06-15', association = 'defis' } = setting;
  const here = { association, hub: association === null ? TEST_HUB : null };
  const database = await aMigratedDatabase(`${name}_${fingerprint(migrations)}`, (url) =>
    migrate(url, name, migrations),
  );
  const clock = aClock(today);
  let statements = 0;
  const names = knownNames(setting.callPeer ?? (() => Promise.reject(new Error('This test has no peers'))));
  const subgraph = await create({
    databaseUrl: database.urlFor(name),
    identitySecret: SECRET,
    ...here,
    seat: association === null ? null : 'COM-56121',
    clock,
    newId: newTypeId,
    callPeer: names.callPeer,
    ...(setting.jobs && { jobs: setting.jobs }),
    ...(setting.upstream && { upstream: setting.upstream }),
    mail: setting.mail ?? null,
    ...(setting.metrics && { metrics: setting.metrics.metrics }),
    onStatement: () => void statements++,
  });
  const served = await serve(subgraph, { host: '127.0.0.1', port: 0, ...setting.metrics });
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= served.close());
  return {
    clock,
    names,
    databaseUrl: database.url,
    loginUrl: database.urlFor(name),
    url: served.url,
    as: (roles, viewer) => client(served.url, viewerWith(roles, here, viewer), clock),
    countStatements: async (run) => {
      statements = 0;
      await run();
      return statements;
    },
    stop,
    close: async () => {
      await stop();
      await database.drop();
    },
  };
}

/** Two services under one name in the same run (a real one, a toy) must not share a template. */
function fingerprint(migrations: Migrations): string {
  const source = Object.entries(migrations).join();
  return createHash('sha256').update(source).digest('hex').slice(0, 12);
}

function viewerWith(roles: Role | Role[] | 'anonymous', here: Here, viewer?: Partial<Viewer>): Viewer {
  if (roles === 'anonymous') return ANONYMOUS;
  const all = Array.isArray(roles) ? roles : [roles];
  return { subject: `test:${all.join('+')}`, roles: all, ...here, organisation: null, ...viewer };
}

function client(url: string, viewer: Viewer, clock: TestClock): GraphQLClient {
  return new GraphQLClient(url, {
    requestMiddleware: async (request) => {
      const headers = new Headers(request.headers);
      headers.set(VIEWER_HEADER, await signViewer(viewer, SECRET, clock.now()));
      return { ...request, headers };
    },
  });
}
