import type { Period } from '../../packages/calendar/period.ts';
import { SUBGRAPH_NAMES } from '../../packages/platform/peers/subgraph.ts';
import { sendSlices } from './send-slices.ts';
import { simulatedSlice } from './simulated-slice.ts';
import type { Speaker } from './enter-network.ts';

/** What associations send: some periods, all with one revision. */
export interface Told {
  periods: readonly Period[];
  revision: number;
}

/** What a stretch of receiving came to. */
export interface Ingested {
  slices: number;
  facts: number;
  seconds: number;
  /** Milliseconds that a message took, by slice. */
  perSlice: number[];
  /** Messages that had to be sent again. */
  again: number;
}

/** As many associations send at the same time. */
const SENDERS = 4;

/** The associations send their slices of four services through the hub's gateway, a few at the same time. */
export async function ingest(
  associations: readonly Speaker[],
  { periods, revision }: Told,
  isOver: () => boolean = () => false,
): Promise<Ingested> {
  const from = performance.now();
  const ingested: Ingested = { slices: 0, facts: 0, seconds: 0, perSlice: [], again: 0 };
  const queue = [...associations];
  const sender = async (): Promise<void> => {
    for (let next = queue.shift(); next && !isOver(); next = queue.shift()) await tell(next);
  };
  const tell = async (association: Speaker): Promise<void> => {
    for (const service of SUBGRAPH_NAMES) {
      const asOf = new Date();
      const slices = periods.map((period) => simulatedSlice(association, service, period, { revision, asOf }));
      const sent = await sendSlices(association, service, slices);
      ingested.slices += sent.slices;
      ingested.facts += sent.facts;
      ingested.again += sent.again;
      ingested.perSlice.push(...sent.perSlice);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  return { ...ingested, seconds: (performance.now() - from) / 1000 };
}
