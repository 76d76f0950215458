import type { Runner, TaskList } from 'graphile-worker';
import type { Clock } from '../../calendar/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Period } from '../../calendar/period.ts';
import type { MeetInstalls } from '../../platform/peers/meet-installs.ts';
import { beginRun } from '../replication/install/this-install.ts';
import type { Background, Jobs } from '../../platform/jobs/start-jobs.ts';
import type { Metrics } from '../../platform/metrics/metrics.ts';
import type { OperatorLog } from '../../platform/metrics/operator-log.ts';
import { buildSlices } from '../slices/build-slices.ts';
import { mustCompare } from '../replication/install/incarnation.ts';
import type { Measure } from '../measures/measure.ts';
import { COMPARE, COMPARE_JOB, nightlyCrontab, nightlyTasks, type Nightly } from './nightly.ts';
import type { Upstream } from '../../platform/peers/upstream.ts';
import { publishSlices } from '../replication/publish/publish-slices.ts';
import { restateRollups } from '../slices/restate-rollups.ts';

/** What a service's figures are made with. */
export interface FiguresOptions {
  database: Database;
  measures: readonly Measure[];
  clock: Clock;
  /** The association that runs this instance; null at a hub, which builds nothing of its own. */
  association: string | null;
  seat: string | null;
  /** The hub to publish to; null for an instance that keeps its figures to itself. */
  upstream: Upstream | null;
  /** The directory of installations, for whoever passes on what others say. */
  meetInstalls?: MeetInstalls;
  /** The operator's log. */
  log?: OperatorLog;
  /** Where builds and publications are counted. */
  metrics?: Pick<Metrics, 'builds' | 'publishedAt'>;
  /** Seconds between two signs of life towards the hub when nothing changes; a minute at most. */
  heartbeatSeconds?: number;
}

/** The making of a service's figures, at once. */
export interface Figures {
  /** Gives the periods whose figures changed. */
  build(): Promise<Period[]>;
  /** Throws when the hub does not answer. */
  publish(): Promise<number>;
}

/** Verbs come in bursts: a build waits until they pause for this long, or its patience ends, and leaves time for verbs. */
const PAUSE_MS = 500;
const PATIENCE_MS = 30_000;
const REST_PER_BUILD = 2;
// The safety net for whatever no verb announced (imports, a crash before the announcement, a new day), and the heartbeat.
const EVERY_MINUTE = '* * * * * build ?queue=build&jobKey=build';

/** Figures without a job queue: built and published when told to. For tests and one-off scripts. */
export function createFigures(options: FiguresOptions): Figures {
  const { database, measures, clock, association, seat, upstream, meetInstalls = NOBODY, log } = options;
  const { pool, service } = database;
  return {
    build: async () => (association === null ? [] : buildSlices({ association, seat, measures, pool, clock })),
    publish: async () =>
      upstream === null ? 0 : publishSlices({ service, association, pool, clock, upstream, meetInstalls, log }),
  };
}

const NOBODY: MeetInstalls = async () => [];

/**
 * The jobs that build figures after each change, publish them after each build, and look after them at night. First adds up anew
 * what an upgrade counts otherwise, and begins a run of this installation.
 */
export async function figuresJobs(options: FiguresOptions): Promise<Jobs> {
  const { pool, service } = options.database;
  const { metrics, association, upstream, heartbeatSeconds = 60 } = options;
  const { build, publish } = createFigures(options);
  let lastBuildMs = 0;
  const tasks: TaskList = {
    build: async (_payload, { addJob }) => {
      const begun = performance.now();
      await build();
      lastBuildMs = performance.now() - begun;
      metrics?.builds.observe({ service }, lastBuildMs / 1000);
      if (options.upstream) await addJob('publish', {}, { jobKey: 'publish', queueName: 'publish' });
    },
    publish: async (_payload, { addJob }) => {
      await publish();
      metrics?.publishedAt.set({ service }, options.clock.now().getTime() / 1000);
      if (upstream && (await mustCompare(pool, upstream.url))) await addJob(COMPARE, {}, COMPARE_JOB);
    },
    ...nightlyTasks(nightOf(options)),
  };
  await restateRollups(pool, options.measures, { say: restating(service, options.log) });
  const install = await beginAnew(options);
  return {
    tasks,
    crontab: [EVERY_MINUTE, nightlyCrontab(service, association ?? install)].join('\n'),
    beside: (runner) => {
      // Whoever was restored was started.
      if (upstream) void runner.addJob(COMPARE, {}, COMPARE_JOB).catch(() => {});
      return announcer(runner, heartbeatSeconds, () => Math.max(PATIENCE_MS, REST_PER_BUILD * lastBuildMs));
    },
  };
}

/** An upgrade that counts anew takes minutes at a large hub: whoever watches it start is to know that it lives. */
const restating =
  (service: string, log: OperatorLog = () => {}) =>
  (done: number, all: number): void =>
    log(`${service}: adds up anew what an upgrade means otherwise, association ${done + 1} of ${all}`, {
      event: 'figures_restated',
      done,
      all,
    });

/**
 * Begins a run; a database that was restored or copied elsewhere begins a new epoch, too, which the operator is told. Gives
 * the id of the installation.
 */
async function beginAnew({ database, association, clock, upstream, log }: FiguresOptions): Promise<string> {
  const { pool, service } = database;
  const { rows } = await pool.query<{ epoch: number }>('select epoch from install');
  const { id, epoch } = await beginRun({ pool, association, clock, publicKey: upstream?.key.publicKey ?? null });
  if (epoch === (rows[0]?.epoch ?? epoch)) return id;
  const line = `${service}: this is another installation than before (${id}): it begins epoch ${epoch}; enrol it at the hub`;
  log?.(line, { event: 'epoch_raised', install: id, epoch });
  return id;
}

function nightOf(options: FiguresOptions): Nightly {
  const { database, measures, clock, association, seat, upstream, meetInstalls = NOBODY, log = () => {} } = options;
  const { pool, service } = database;
  const audited = { association, seat, measures, pool, clock };
  return { service, audited, comparing: upstream && { ...audited, service, upstream, meetInstalls }, log };
}

/** Turns any number of `changed()` into one job. A crash in between costs a minute, since the markers are committed. */
function announcer(runner: Runner, heartbeatSeconds: number, patienceMs: () => number): Background {
  let timer: NodeJS.Timeout | undefined;
  let waitingSince: number | undefined;
  const announce = (): void => {
    waitingSince = undefined;
    runner.addJob('build', {}, { jobKey: 'build', queueName: 'build' }).catch(() => {});
  };
  const heart = setInterval(announce, heartbeatSeconds * 1000).unref();
  return {
    changed: () => {
      const now = performance.now();
      waitingSince ??= now;
      clearTimeout(timer);
      timer = setTimeout(announce, Math.min(PAUSE_MS, Math.max(0, waitingSince + patienceMs() - now))).unref();
    },
    stop: async () => {
      clearInterval(heart);
      clearTimeout(timer);
    },
  };
}
