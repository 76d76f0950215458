import type { InstallKey } from './install-key.ts';

/** The hub that an instance publishes to. */
export interface Upstream {
  /** Its gateway: `https://hub.example/graphql`. */
  url: string;
  /** A fresh access token with the role `instance`. */
  token(): Promise<string>;
  /** The key by which this installation signs; the hub knows its public half since it was enrolled. */
  key: InstallKey;
}
