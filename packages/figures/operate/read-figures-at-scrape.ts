import { COUNTS } from './read-status.ts';
import type { SliceCounts } from './figures-status.ts';
import type { Metrics } from '../../platform/metrics/metrics.ts';
import { one, secondsBefore, type ReadAtScrape, type Scraped } from '../../platform/metrics/read-at-scrape.ts';

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

/** What a service's figures come to, at each scrape. */
export const readFiguresAtScrape: readonly ReadAtScrape[] = [readMarkers, readAges, readSlices, readAudit];
