import type pg from 'pg';
import { queueSchemaOf, type Database } from '../database/database.ts';
import type { Clock } from '../../calendar/clock.ts';
import type { Metrics } from './metrics.ts';

/** A service whose database is read at each scrape. */
export interface Scraped {
  database: Pick<Database, 'service' | 'pool'>;
  clock: Clock;
  /** The address of the hub it publishes to. */
  upstream: string | null;
}

/** Reads something of a service's database into the metrics. */
export type ReadAtScrape = (metrics: Metrics, scraped: Scraped) => Promise<void>;

/** Reads what is true now of one service; a database that does not answer is told, and spoils nothing else. */
export function readAtScrape(
  metrics: Metrics,
  scraped: Scraped,
  further: readonly ReadAtScrape[],
): () => Promise<void> {
  const { service } = scraped.database;
  const reads = [readQueue, ...further];
  return async () => {
    const isUp = await Promise.all(reads.map((read) => read(metrics, scraped))).then(
      () => true,
      () => false,
    );
    metrics.databaseUp.set({ service }, Number(isUp));
  };
}

async function readQueue({ jobs, oldestJob }: Metrics, { database, clock }: Scraped): Promise<void> {
  const { service, pool } = database;
  const { due, failing, oldest } = await one<{ due: number; failing: number; oldest: Date | null }>(
    pool,
    `select count(*) filter (where run_at <= now()) as due, count(*) filter (where last_error is not null) as failing,
       min(run_at) filter (where run_at <= now()) as oldest
     from ${queueSchemaOf(service)}.jobs where locked_at is null`,
  );
  jobs.set({ service, state: 'due' }, due);
  jobs.set({ service, state: 'failing' }, failing);
  oldestJob.set({ service }, oldest ? secondsBefore(clock, oldest) : 0);
}

/** The first row of a statement. */
export async function one<Row extends object>(pool: pg.Pool, sql: string, ...values: unknown[]): Promise<Row> {
  return (await pool.query<Row & pg.QueryResultRow>(sql, values)).rows[0]!;
}

/** How long ago an instant was. */
export const secondsBefore = (clock: Clock, instant: Date): number =>
  Math.max(0, (clock.now().getTime() - instant.getTime()) / 1000);
