import { GraphQLError } from 'graphql';
import type { EntityName } from '@mikro-orm/core';
import type { Clock } from '../../calendar/clock.ts';
import type { TaskList } from 'graphile-worker';
import { serviceViewer } from '../peers/call-peer.ts';
import { openDatabase, type Database } from '../database/database.ts';
import type { Upstream } from '../peers/upstream.ts';
import type { NewId } from '../context/ids.ts';
import { meetInstallsThrough, type MeetInstalls } from '../peers/meet-installs.ts';
import { asKept } from '../merge/kept-organisation.ts';
import type { JobSettings } from '../jobs/job-settings.ts';
import { forgettingKeys } from '../jobs/forget-keys.ts';
import { freeTheQueue, startJobs, type Background } from '../jobs/start-jobs.ts';
import type { OperatorLog } from '../metrics/operator-log.ts';
import { readAtScrape } from '../metrics/read-at-scrape.ts';
import type { ServicePart } from './service-part.ts';
import { createMetrics, type Metrics } from '../metrics/metrics.ts';
import { buildServiceSchema, type SchemaParts } from '../schema/build-schema.ts';
import { ownersThrough } from '../peers/owners.ts';
import type { MailSettings, ServiceContext } from '../context/service-context.ts';
import type { CallPeer, Subgraph } from '../peers/subgraph.ts';
import { recentViewers } from '../access/recent-viewers.ts';
import type { Viewer } from '../access/viewer.ts';
import { viewerHere } from '../access/viewer-here.ts';

/** What an instance gives each of its services. */
export interface SubgraphOptions {
  /** A PostgreSQL URL with the service's own login; the schema is already migrated. */
  databaseUrl: string;
  /** Shared with the gateway: whoever has it may say who asks. */
  identitySecret: Uint8Array;
  /** The association that runs this instance; null at a hub. */
  association: string | null;
  /** The name of the hub that this instance is; null at an association. */
  hub: string | null;
  /** The commune of its workshop (`COM-56121`); null at a hub. */
  seat: string | null;
  clock: Clock;
  newId: NewId;
  callPeer: CallPeer;
  /** The hub above, where nothing runs beside the requests: for tests of what an operator asks for. */
  upstream?: Upstream;
  /** Absent: nothing runs beside the requests, as in tests that build figures themselves. */
  jobs?: JobSettings;
  /** Seconds without a sign of life after which an association's figures count as late; an hour unless told. */
  freshSeconds?: number;
  /** How e-mail is sent; nothing is unless given. */
  mail?: MailSettings | null;
  /** Where this process counts; a place of its own unless given. */
  metrics?: Metrics;
  /** Called with each read statement; benchmarks and tests count with it. */
  onStatement?: (sql: string) => void;
  /** Called with how many rows each of them gave. */
  onRows?: (count: number) => void;
}

/** What a service is made of. */
export interface ServiceParts extends SchemaParts {
  entities: EntityName[];
  /** What packages add to it: figures, imports. */
  parts?: readonly ServicePart[];
  /** The directory of installations, in the service that keeps it; the others ask there. */
  meetInstalls?(database: Database): MeetInstalls;
  /** Its durable jobs besides figures, by task name. */
  tasks?(context: ServiceContext): TaskList;
  /** When its tasks run by the calendar, UTC: lines of the job queue's crontab (`* * * * * settle_crossings`). */
  crontab?: string;
  /** Those of its tasks that each start does once, too: what was left undone is then done. */
  atStart?: readonly string[];
  /** Whether it keeps organisations under one id each: its schema has `organisation_alias`. */
  hasAliases?: boolean;
}

const NOTHING_BESIDE: Background = { changed: () => {}, stop: async () => {} };

/** Opens a service: its schema, its database and the jobs beside it. */
export async function createSubgraph(options: SubgraphOptions, parts: ServiceParts): Promise<Subgraph> {
  const {
    databaseUrl,
    identitySecret,
    clock,
    association,
    hub,
    onStatement,
    onRows,
    jobs,
    metrics = createMetrics(),
  } = options;
  const { name, entities, parts: packages = [] } = parts;
  const [schema, database] = await Promise.all([
    buildServiceSchema(parts),
    openDatabase({ url: databaseUrl, service: name, entities, onStatement, onRows }),
  ]);
  const verify = recentViewers(identitySecret, clock);
  const upstream = jobs?.upstream ?? options.upstream ?? null;
  const scraped = { database, clock, upstream: upstream?.url ?? null };
  const reads = packages.flatMap((each) => each.readAtScrape ?? []);
  metrics.onScrape(readAtScrape(metrics, scraped, reads));
  const log: OperatorLog = (line, about) => {
    metrics.events.inc({ service: name, event: about.event });
    jobs?.log(line, about);
  };
  const meetInstalls = parts.meetInstalls?.(database) ?? meetInstallsThrough(options.callPeer);
  let background = NOTHING_BESIDE;
  const contextOf = (viewer: Viewer, signal?: AbortSignal): ServiceContext => ({
    viewer,
    signal,
    sql: database.reader(viewer, signal),
    database,
    clock,
    newId: options.newId,
    association,
    hub,
    seat: options.seat,
    freshSeconds: options.freshSeconds ?? 3600,
    callPeer: options.callPeer,
    owners: ownersThrough(options.callPeer),
    meetInstalls,
    mail: options.mail ?? null,
    upstream,
    metrics,
    log,
    changed: () => background.changed(),
  });
  if (jobs) {
    await freeTheQueue(database);
    // Jobs share a context that lives as long as the process.
    const owners = ownersThrough(options.callPeer, { cache: false });
    const context = { ...contextOf(serviceViewer(name, { association, hub })), owners };
    const { tasks = () => ({}), crontab = '', atStart = [] } = parts;
    const added = await Promise.all(packages.map(async (each) => each.jobs?.(context, jobs)));
    const all = [
      ...added.filter((each) => each !== undefined),
      { tasks: tasks(context), crontab, atStart },
      forgettingKeys(context),
    ];
    background = await startJobs(database, all, log);
  }
  return {
    name,
    schema,
    contextFor: async (signedViewer, signal) => {
      const viewer = viewerHere(await viewerOf(signedViewer, verify), { association, hub });
      return contextOf(parts.hasAliases ? await asKept(viewer, database) : viewer, signal);
    },
    ready: async () => void (await database.pool.query('select 1')),
    hasten: () => database.hasten(),
    close: async () => {
      database.hasten();
      await background.stop();
      await database.close();
    },
  };
}

async function viewerOf(
  signedViewer: string | undefined,
  verify: (signed: string) => Promise<Viewer>,
): Promise<Viewer> {
  if (!signedViewer) throw unsigned('This service answers its gateway only');
  try {
    return await verify(signedViewer);
  } catch {
    throw unsigned('The signature of the viewer is not valid any more');
  }
}

function unsigned(message: string): GraphQLError {
  return new GraphQLError(`${message}.`, { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
}
