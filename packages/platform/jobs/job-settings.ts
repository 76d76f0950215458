import type { About } from '../metrics/operator-log.ts';
import type { Upstream } from '../peers/upstream.ts';

/** What runs beside the requests. */
export interface JobSettings {
  /** The hub to publish figures to; null at the top of the network. */
  upstream: Upstream | null;
  heartbeatSeconds: number;
  /** One line for whoever operates the instance, and what it is about. */
  log(line: string, about: About): void;
}
