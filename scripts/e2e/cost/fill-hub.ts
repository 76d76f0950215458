import type { GraphQLClient } from 'graphql-request';
import { Pool } from 'pg';
import type { TokenRequest } from '../../../gateway/sign-in/development-clients.ts';
import { enterNetwork, giveSignsOfLife } from '../../bench-hub/enter-network.ts';
import { fillYear } from '../../bench-hub/fill-year.ts';
import { simulateNetwork } from '../../bench-hub/simulate-network.ts';
import { periodsOfYear } from '../../bench-hub/simulate-slices.ts';
import { done } from '../network/ask.ts';

/** A hub that may be filled: who asks it, and its database as a superuser reaches it. */
export interface Fillable {
  databaseUrl: string;
  as(role: TokenRequest['role'], association?: string): Promise<GraphQLClient>;
}

export interface Scale {
  associations: number;
  /** The last of them is the last full one. */
  years: readonly string[];
  organisations: number;
}

/** Enters a simulated network at a hub, and what its associations tell of some years. */
export async function fillHub(hub: Fillable, { associations, years, organisations }: Scale): Promise<void> {
  const [from, today] = [`${years[0]}-01-01`, new Date().toISOString().slice(0, 10)];
  const entered = await enterNetwork(hub, simulateNetwork(associations, `${years[0]}-12-31`, today), from);
  for (const year of years) {
    const periods = [...periodsOfYear(year), ...(year === years.at(-1) ? ['ever'] : [])];
    await fillYear(hub.databaseUrl, entered, periods, new Date());
  }
  const coordinator = await hub.as('coordinator');
  for (let i = 0; i < organisations; i += 1) {
    const input = { name: `Organisation ${i}`, kind: 'ASSOCIATION', commune: 'COM-56121' };
    await done(coordinator, 'registerOrganisation', input, 'organisation { id }');
  }
  const pool = new Pool({ connectionString: hub.databaseUrl, max: 1 });
  await giveSignsOfLife(pool, entered);
  // As after a night: what the planner believes of tables that were just filled, and what is still to be written.
  await pool.query('vacuum analyze');
  await pool.query('checkpoint');
  await pool.end();
}
