import { setTimeout as wait } from 'node:timers/promises';
import { request } from 'graphql-request';

/** How fresh the hub's figures are: the oldest instant that every association has reported up to. */
const HOW_FRESH = '{ impact(period: "2011") { completeness { oldestAsOf } } }';
const PATIENCE_MS = 120_000;
const PAUSE_MS = 500;

interface Freshness {
  impact: { completeness: { oldestAsOf: string | null } };
}

/** Waits until the hub has heard from every association about everything committed before an instant. */
export async function awaitFigures(hub: string, since: Date, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isHeard(hub, since))) {
    if (Date.now() > deadline) throw new Error('The hub has not heard from every association within two minutes.');
    await wait(PAUSE_MS, undefined, { signal });
  }
}

async function isHeard(hub: string, since: Date): Promise<boolean> {
  const { impact } = await request<Freshness>(hub, HOW_FRESH);
  return new Date(impact.completeness.oldestAsOf ?? 0) >= since;
}
