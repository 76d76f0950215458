import type pg from 'pg';
import { queueSchemaOf, type Database } from '../database/database.ts';
import type { SliceCounts } from '../impact/operate/figures-status.ts';
import { COUNTS } from '../impact/operate/read-status.ts';
import type { Clock } from '../clock.ts';
import type { Metrics } from './metrics.ts';

/** A service whose database is read at each scrape. */
export interface Scraped {
  database: Pick<Database, 'service' | 'pool'>;
  clock: Clock;
  /** The address of the hub it publishes to. */
  upstream: string | null;
}

/** Reads what is true now of one service; a database that does not answer is told, and spoils nothing else. */
export function readAtScrape(metrics: Metrics, scraped: Scraped): () => Promise<void> {
  const { service } = scraped.database;
  const reads = [readQueue, readMarkers, readAges, readSlices, readAudit];
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

async function readAudit(metrics: Metrics, { database: { service, pool } }: Scraped): Promise<void> {
  const { epoch, touched, endedAt, slices, rollups } = await one<{
    epoch: number | null;
    touched: number;
    endedAt: Date | null;
    slices: number;
    rollups: number;
  }>(
    pool,
    `select (select epoch from install) as epoch, (select count(*) from pending_adjustment) as touched,
       ended_at as "endedAt", cardinality(drifted) as slices, rollups
     from (values (0)) as always left join lateral (${LAST_AUDIT}) as audit on true`,
  );
  metrics.epoch.set({ service }, epoch ?? 1);
  metrics.touchedYears.set({ service }, touched);
  if (endedAt === null) return;
  metrics.auditedAt.set({ service }, endedAt.getTime() / 1000);
  metrics.drift.set({ service, of: 'slices' }, slices);
  metrics.drift.set({ service, of: 'rollups' }, rollups);
}

const LAST_AUDIT = 'select ended_at, drifted, rollups from audit_run order by ended_at desc, id desc limit 1';

async function readSlices({ slicesHeld, unsent }: Metrics, { database, upstream }: Scraped): Promise<void> {
  const { service, pool } = database;
  const { held, sealed, adjustments, pending, refused } = await one<SliceCounts>(pool, COUNTS, upstream);
  slicesHeld.set({ service, state: 'held' }, held);
  slicesHeld.set({ service, state: 'sealed' }, sealed);
  slicesHeld.set({ service, state: 'adjustment' }, adjustments);
  if (upstream === null) return;
  unsent.set({ service, state: 'pending' }, pending);
  unsent.set({ service, state: 'refused' }, refused);
}

async function one<Row extends object>(pool: pg.Pool, sql: string, ...values: unknown[]): Promise<Row> {
  return (await pool.query<Row & pg.QueryResultRow>(sql, values)).rows[0]!;
}

const secondsBefore = (clock: Clock, instant: Date): number =>
  Math.max(0, (clock.now().getTime() - instant.getTime()) / 1000);
