import { createHash } from 'node:crypto';
import type pg from 'pg';
import { MAP_VERSION } from '../../geography/map-version.ts';
import { CONTRACTS } from './contracts.ts';
import { countedMeasures, type Measure } from '../measures/measure.ts';
import { mendRollups } from './rollup-drift.ts';

/** As many as no association has: all of its rollups are looked at. */
const ANY_NUMBER = -1;
const SAID_EVERY = 50;

/**
 * Adds the rollups up anew when an upgrade brought, changed or removed measures, translates facts otherwise, or came with
 * another map: what was told before counts as it is meant now and where it lies, and what nobody counts any more is in no
 * total. Gives how many rollups changed, and says how far it has come: nothing is answered meanwhile.
 */
export async function restateRollups(
  pool: pg.Pool,
  measures: readonly Measure[],
  { map = MAP_VERSION, say = () => {} }: { map?: string; say?: (done: number, all: number) => void } = {},
): Promise<number> {
  const digest = meaningOf(measures, map);
  const { rows } = await pool.query<{ digest: string }>('select digest from rollup_meaning');
  if (rows[0]?.digest === digest) return 0;
  const { rows: heard } = await pool.query<{ association: string }>('select distinct association from slice');
  let changed = 0;
  for (const [i, { association }] of heard.entries()) {
    if (i % SAID_EVERY === 0) say(i, heard.length);
    changed += await mendRollups(pool, measures, association, { count: ANY_NUMBER, dryRun: false });
  }
  await pool.query('insert into rollup_meaning (digest) values ($1) on conflict (is_this) do update set digest = $1', [
    digest,
  ]);
  return changed;
}

/** What decides which rollups a fact is in. */
function meaningOf(measures: readonly Measure[], map: string): string {
  const counted = countedMeasures(measures).map(({ name, kind, protects, stays }) =>
    [name, kind, protects, stays?.part].join(),
  );
  return createHash('sha256')
    .update([CONTRACTS.newest, map, ...counted].join(';'))
    .digest('hex');
}
