import { Logger, run, type Runner, type TaskList } from 'graphile-worker';
import { queueSchemaOf, type Database } from '../database/database.ts';
import type { OperatorLog } from '../metrics/operator-log.ts';
import { reported } from './report-tasks.ts';

/** Durable jobs that one part of a service adds to its queue. */
export interface Jobs {
  /** What is done, by the task's name. */
  tasks: TaskList;
  /** When tasks run by the calendar, UTC: lines of the queue's crontab (`* * * * * settle_crossings`). */
  crontab?: string;
  /** Tasks that each start does once, too: what was left undone is then done. */
  atStart?: readonly string[];
  /** Something that runs while the queue does. */
  beside?(runner: Runner): Background;
}

/** Something that runs beside the requests. */
export interface Background {
  /** Told after each committed change. */
  changed(): void;
  stop(): Promise<void>;
}

/** Starts the durable job queue of a service, with the jobs that each of its parts adds. */
export async function startJobs(
  { pool, service }: Pick<Database, 'pool' | 'service'>,
  jobs: readonly Jobs[],
  log: OperatorLog = () => {},
): Promise<Background> {
  const schema = queueSchemaOf(service);
  const tasks: TaskList = Object.assign({}, ...jobs.map((each) => each.tasks));
  const runner = await run({
    pgPool: pool,
    schema,
    taskList: reported(tasks, service, log),
    crontab: jobs.map(({ crontab = '' }) => crontab).join('\n'),
    concurrency: 2,
    noHandleSignals: true,
    logger: SILENT,
  });
  for (const task of jobs.flatMap(({ atStart = [] }) => atStart)) await runner.addJob(task, {}, { jobKey: task });
  const beside = jobs.flatMap((each) => each.beside?.(runner) ?? []);
  return {
    changed: () => beside.forEach((each) => each.changed()),
    stop: async () => {
      await Promise.all(beside.map((each) => each.stop()));
      await runner.stop();
    },
  };
}

/**
 * Takes back the jobs that a killed process held, for which the queue itself would wait four hours, and those that wait
 * for their next try, hours after a long outage: a start tries everything at once. What another process is doing right
 * now may be done twice, which costs nothing.
 */
export async function freeTheQueue({ pool, service }: Pick<Database, 'pool' | 'service'>): Promise<void> {
  const schema = queueSchemaOf(service);
  const holders = `select distinct locked_by from ${schema}.jobs where locked_by is not null`;
  await pool.query(`select ${schema}.force_unlock_workers(array(${holders}))`);
  await pool.query(
    `select ${schema}.reschedule_jobs(array(select id from ${schema}.jobs), run_at => now(), attempts => 0)`,
  );
}

// Each failed attempt would be logged, with its stack; `reported` says what an operator needs to know.
const SILENT = new Logger(() => () => {});
