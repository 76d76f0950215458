import type pg from 'pg';
import { queueSchemaOf, type Database } from '../database/database.ts';
import type { Clock } from '../clock.ts';
import type { Metrics } from './metrics.ts';

/** A service whose database is read at each scrape. */
export interface Scraped {
  database: Pick<Database, 'service' | 'pool'>;
  clock: Clock;
  /** Whether it publishes to a hub. */
  hasUpstream: boolean;
}

/** Reads what is true now of one service; a database that does not answer is told, and spoils nothing else. */
export function readAtScrape(metrics: Metrics, scraped: Scraped): () => Promise<void> {
  const { service } = scraped.database;
  const reads = [readQueue, readMarkers, readAges, ...(scraped.hasUpstream ? [readUnsent] : [])];
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

async function readMarkers({ markers }: Metrics, { database: { service, pool } }: Scraped): Promise<void> {
  const { waiting } = await one<{ waiting: number }>(pool, 'select count(*) as waiting from dirty');
  markers.set({ service }, waiting);
}

async function readAges({ asOfAge }: Metrics, { database: { service, pool }, clock }: Scraped): Promise<void> {
  const { oldest, newest } = await one<{ oldest: Date | null; newest: Date | null }>(
    pool,
    'select min(as_of) as oldest, max(as_of) as newest from heard',
  );
  if (oldest) asOfAge.set({ service, which: 'oldest' }, secondsBefore(clock, oldest));
  if (newest) asOfAge.set({ service, which: 'newest' }, secondsBefore(clock, newest));
}

async function readUnsent({ unsent }: Metrics, { database: { service, pool } }: Scraped): Promise<void> {
  const { pending, refused } = await one<{ pending: number; refused: number }>(
    pool,
    `select count(*) filter (where a.revision is distinct from s.revision) as pending,
       count(*) filter (where a.refused_at is not null and a.revision = s.revision) as refused
     from slice s left join acknowledgement a using (association, period)`,
  );
  unsent.set({ service, state: 'pending' }, pending);
  unsent.set({ service, state: 'refused' }, refused);
}

async function one<Row extends pg.QueryResultRow>(pool: pg.Pool, sql: string): Promise<Row> {
  return (await pool.query<Row>(sql)).rows[0]!;
}

const secondsBefore = (clock: Clock, instant: Date): number =>
  Math.max(0, (clock.now().getTime() - instant.getTime()) / 1000);
