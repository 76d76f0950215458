import { Pool } from 'pg';
import { connectionOptions } from '../../packages/platform/database/database.ts';
import type { Period } from '../../packages/calendar/period.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from '../../packages/platform/peers/subgraph.ts';
import { loadHistory } from './load-history.ts';
import { MEASURES } from './services.ts';
import { simulatedSlice } from './simulated-slice.ts';
import type { Speaker } from './enter-network.ts';

/** What a year of history amounted to. */
export interface Filled {
  slices: number;
  facts: number;
  seconds: number;
}

/** Loads a year of each association, the four services side by side, each association's year in one transaction. */
export async function fillYear(
  databaseUrl: string,
  associations: readonly Speaker[],
  periods: readonly Period[],
  asOf: Date,
): Promise<Filled> {
  const from = performance.now();
  const filled = await Promise.all(
    SUBGRAPH_NAMES.map((service) => fillService(databaseUrl, service, associations, periods, asOf)),
  );
  const seconds = (performance.now() - from) / 1000;
  const sum = (of: (each: Omit<Filled, 'seconds'>) => number): number =>
    filled.reduce((total, each) => total + of(each), 0);
  return { slices: sum(({ slices }) => slices), facts: sum(({ facts }) => facts), seconds };
}

async function fillService(
  databaseUrl: string,
  service: SubgraphName,
  associations: readonly Speaker[],
  periods: readonly Period[],
  asOf: Date,
): Promise<Omit<Filled, 'seconds'>> {
  const measures = new Map(MEASURES[service].map((measure) => [measure.name, measure]));
  const pool = new Pool({ connectionString: databaseUrl, max: 1, options: connectionOptions(service) });
  const client = await pool.connect();
  const filled = { slices: 0, facts: 0 };
  for (const association of associations) {
    const slices = periods.map((period) => simulatedSlice(association, service, period, { revision: 1, asOf }));
    await loadHistory(client, slices, measures);
    filled.slices += slices.length;
    filled.facts += slices.reduce((sum, { facts }) => sum + facts.length, 0);
  }
  client.release();
  await pool.end();
  return filled;
}
