import { isIPv6 } from 'node:net';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Viewer } from '../../packages/platform/access/viewer.ts';

/** Points of cost that may be asked for in a minute (`gateway/cost/weights.ts`). */
export interface Rates {
  /** From one address, without an account: ten seconds of a processor. */
  anybody: number;
  /** By one account, from wherever: more than a machine computes. It is there for programs that run away. */
  account: number;
}

export const RATES: Rates = { anybody: 2_000_000, account: 60_000_000 };

/** Whom a request counts for. */
export interface Asking {
  viewer: Pick<Viewer, 'subject'>;
  address: string;
}

/** Takes points from what an asker may have in this minute; gives the seconds to wait when there are too few left. */
export type TakePoints = (asking: Asking, points: number) => Promise<number | null>;

/** Counts in this process: each of several gateways gives as much. */
export function createRateLimit(rates: Rates): TakePoints {
  const anybody = new RateLimiterMemory({ points: rates.anybody, duration: 60 });
  const account = new RateLimiterMemory({ points: rates.account, duration: 60 });
  return ({ viewer, address }, points) => {
    const taken =
      viewer.subject === null ? anybody.consume(networkOf(address), points) : account.consume(viewer.subject, points);
    return taken.then(
      () => null,
      ({ msBeforeNext }: RateLimiterRes) => Math.ceil(msBeforeNext / 1000),
    );
  };
}

export const TOO_MANY_REQUESTS = 'TOO_MANY_REQUESTS';

export const tooManySaid = (seconds: number): string =>
  `You have asked for too much in the last minute: ask again in ${seconds} seconds.`;

/** An address, or of one of IPv6 the network that a subscriber is given whole (RFC 6177). */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = ''] = address.split('::');
  return `${head.split(':').slice(0, 4).join(':')}::/64`;
}
