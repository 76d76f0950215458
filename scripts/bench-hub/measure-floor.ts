import { Pool, type PoolClient } from 'pg';
import type { Period } from '../../packages/calendar/period.ts';
import { applySlice } from '../../packages/figures/slices/apply-slice.ts';
import type { Slice } from '../../packages/figures/slices/slice.ts';
import { connectionOptions } from '../../packages/platform/database/database.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from '../../packages/platform/peers/subgraph.ts';
import { cpuOf, postmasterOf } from './cpu-time.ts';
import { MEASURES } from './services.ts';
import { simulatedSlice } from './simulated-slice.ts';
import type { Speaker } from './enter-network.ts';

/** A way to store slices, and what one slice costs in it. */
export interface Way {
  title: string;
  perSecond: number;
  postgresCpu: number;
}

type Store = (client: PoolClient, service: SubgraphName, slice: Slice) => Promise<unknown>;

/** The facts of a slice and nothing else: no head, no rollups, no comparison. */
const bareInsert: Store = async (client, _service, { association, period, facts }) =>
  client.query(
    `insert into bare.fact select $1, $2, * from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::numeric[])`,
    [
      association,
      period,
      facts.map(({ territory }) => territory),
      facts.map(({ measure }) => measure),
      facts.map(({ programme }) => programme),
      facts.map(({ member }) => member),
      facts.map(({ value }) => value),
    ],
  );

const applied: Store = async (client, service, slice) => {
  const measures = new Map(MEASURES[service].map((measure) => [measure.name, measure]));
  await client.query('begin');
  await applySlice(client, slice, measures, new Date());
  await client.query('commit');
};

const BARE = `create schema bare;
  create table bare.fact (association text, period text, territory text, measure text, programme text, member text, value numeric,
    primary key (association, period, measure, territory, programme, member));
  grant usage on schema bare to public; grant insert on bare.fact to public`;

/** The same slices stored in two ways without a gateway before them, on four connections, a commit for each slice. */
export async function measureFloor(
  databaseUrl: string,
  pool: Pool,
  associations: readonly Speaker[],
  periods: readonly Period[],
): Promise<Way[]> {
  await pool.query(BARE);
  const measure = async (title: string, store: Store): Promise<Way> => {
    const postmaster = await postmasterOf(pool);
    const cpuBefore = (await cpuOf(postmaster)) ?? Number.NaN;
    const from = performance.now();
    const stored = await Promise.all(
      SUBGRAPH_NAMES.map((service) => storeAll(databaseUrl, service, store, associations, periods)),
    );
    const slices = stored.reduce((sum, count) => sum + count, 0);
    const seconds = (performance.now() - from) / 1000;
    return {
      title,
      perSecond: slices / seconds,
      postgresCpu: (((await cpuOf(postmaster)) ?? Number.NaN) - cpuBefore) / slices,
    };
  };
  const ways = [
    await measure('facts alone: one INSERT per slice, in process', bareInsert),
    await measure('applied whole, in process', applied),
  ];
  await pool.query('drop schema bare cascade');
  return ways;
}

async function storeAll(
  databaseUrl: string,
  service: SubgraphName,
  store: Store,
  associations: readonly Speaker[],
  periods: readonly Period[],
): Promise<number> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1, options: connectionOptions(service) });
  const client = await pool.connect();
  let stored = 0;
  for (const association of associations) {
    for (const period of periods) {
      await store(client, service, simulatedSlice(association, service, period, { revision: 1, asOf: new Date() }));
      stored += 1;
    }
  }
  client.release();
  await pool.end();
  return stored;
}
