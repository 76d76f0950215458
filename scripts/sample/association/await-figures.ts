import { setTimeout as wait } from 'node:timers/promises';
import { request } from 'graphql-request';

/** How fresh the hub's figures are: the oldest instant reported up to, and who has told of all four services. */
const HOW_FRESH = '{ impact(period: "2011") { completeness { expected upToDate oldestAsOf } } }';
const PATIENCE_MS = 300_000;
const PAUSE_MS = 500;

interface Freshness {
  impact: { completeness: { expected: number; upToDate: number; oldestAsOf: string | null } };
}

/** Waits until the hub has heard from every association about everything committed before an instant. */
export async function awaitFigures(hub: string, since: Date, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isHeard(hub, since))) {
    if (Date.now() > deadline) throw new Error('The hub has not heard from every association within five minutes.');
    await wait(PAUSE_MS, undefined, { signal });
  }
}

async function isHeard(hub: string, since: Date): Promise<boolean> {
  const { expected, upToDate, oldestAsOf } = (await request<Freshness>(hub, HOW_FRESH)).impact.completeness;
  return upToDate === expected && new Date(oldestAsOf ?? 0) >= since;
}
