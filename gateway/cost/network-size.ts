import type { Clock } from '../../packages/calendar/clock.ts';
import type { GatewayContext, SubgraphSource } from '../data-source/subgraph-source.ts';

/** How wide a question about the whole network is: what the geography does not tell. */
export interface NetworkSize {
  /** Associations, past ones too. */
  associations: number;
  programmes: number;
  /** The first day of the first member: where `ever` begins; null while there is none. */
  since: string | null;
}

/** A network of a region, for as long as nobody has told how large this one is. */
export const USUAL_NETWORK: NetworkSize = { associations: 100, programmes: 20, since: '2000-01-01' };

const QUERY = '{ network { associations programmes since } }';
/** Associations come one by one, over weeks. */
const KEPT_MS = 60_000;

/** Tells the size of the network as the service that keeps the directory knows it, asked once a minute at most. */
export function createNetworkSize(
  directory: () => SubgraphSource | undefined,
  clock: Clock,
): (context: GatewayContext) => Promise<NetworkSize> {
  let known: { size: Promise<NetworkSize>; until: number } | null = null;
  return (context) => {
    const now = clock.now().getTime();
    if (known && now < known.until) return known.size;
    const before = known?.size ?? Promise.resolve(USUAL_NETWORK);
    const size = ask(directory(), context).then((told) => told ?? before);
    known = { size, until: now + KEPT_MS };
    return size;
  };
}

async function ask(directory: SubgraphSource | undefined, context: GatewayContext): Promise<NetworkSize | null> {
  const request = { query: QUERY, variables: {} };
  const answer = await directory?.process({ request, context } as never);
  return (answer?.data?.['network'] as NetworkSize | undefined) ?? null;
}
