import type { Pool } from 'pg';
import { SUBGRAPH_NAMES } from '../../packages/platform/peers/subgraph.ts';
import { cpuOf, postmasterOf } from './cpu-time.ts';
import { tableSizes, walBytes } from './database-figures.ts';
import { ingest, type Told } from './ingest.ts';
import type { BenchedHub } from './open-hub.ts';
import { percentile } from './percentile.ts';
import type { Speaker } from './enter-network.ts';

/** What one slice costs at one age of the database. */
export interface CostOfSlice {
  /** Milliseconds from the sending of its message to the answer; the middle of all. */
  latency: number;
  /** Milliseconds of processor, the hub's and PostgreSQL's: what else the machine does hardly moves them. */
  hubCpu: number;
  postgresCpu: number;
  walBytes: number;
  perSecond: number;
  factsPerSlice: number;
}

/** Has some associations send slices, and divides what that cost by their number. */
export async function measureCost(
  hub: BenchedHub,
  pool: Pool,
  associations: readonly Speaker[],
  told: Told,
): Promise<CostOfSlice> {
  const postmaster = await postmasterOf(pool);
  const spent = async (): Promise<number[]> => [
    (await cpuOf(hub.pid)) ?? Number.NaN,
    (await cpuOf(postmaster)) ?? Number.NaN,
    await walBytes(pool),
  ];
  const before = await spent();
  const { slices, facts, seconds, perSlice } = await ingest(associations, told);
  const after = await spent();
  const [hubCpu, postgresCpu, bytes] = after.map((value, i) => (value - before[i]!) / slices) as [
    number,
    number,
    number,
  ];
  const latency = percentile(perSlice, 0.5);
  return { latency, hubCpu, postgresCpu, walBytes: bytes, perSecond: slices / seconds, factsPerSlice: facts / slices };
}

/** How many rollups there are, in millions. */
export async function millionsOfRollups(pool: Pool): Promise<number> {
  for (const service of SUBGRAPH_NAMES) await pool.query(`analyze ${service}.rollup`);
  return (await tableSizes(pool)).find(({ table }) => table === 'rollup')!.rows / 1e6;
}
