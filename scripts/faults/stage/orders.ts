import type { KnownInstall } from '../../../packages/platform/peers/meet-installs.ts';
import type { Service } from './stage.ts';

/** What an instance is opened with: everything that its environment would say, and the time. */
export interface InstanceSettings {
  name: string;
  /** The superuser's; its services come in by logins of their own. */
  databaseUrl: string;
  /** Null for a hub. */
  association: string | null;
  seat: string | null;
  services: readonly Service[];
  /** The way to its hub; null at the top. */
  upstreamUrl: string | null;
  /** The Ed25519 key that it signs with, PEM. */
  key: string;
  /** Milliseconds that its clock is ahead of the machine's. */
  clockMs: number;
}

/** What an instance does when told; `open` comes first, and again after `close`. */
export interface Orders {
  open(settings: InstanceSettings): Promise<KnownInstall>;
  close(): Promise<void>;
  /** At a hub: whom it has approved. */
  know(installs: readonly KnownInstall[]): Promise<void>;
  /** Counts again what is marked; gives the periods that changed. */
  build(): Promise<string[]>;
  /** Sends the hub what it lacks; gives the number of slices sent. Rejects when the hub does not answer. */
  publish(): Promise<number>;
  /** Counts everything again, as each night; gives the periods that nothing had marked. */
  audit(): Promise<string[]>;
  /** Holds against the hub's manifest what is held here; gives how many slices differed. */
  compare(): Promise<number>;
  /** Seals the years through this one; gives how many are sealed now that were not. */
  seal(throughYear: string): Promise<number>;
  /** Sets its clock so many milliseconds ahead of the machine's. */
  setClock(aheadMs: number): Promise<void>;
  /** Has it die at the next failpoint of that name. */
  arm(failpoint: string): Promise<void>;
}

export type Order = keyof Orders;
/** One call between the suite and an instance's process. */
export interface Call {
  id: number;
  order: Order;
  argument: unknown;
}
export interface Reply {
  id: number;
  result?: unknown;
  error?: string;
}

/** What each hub of the stage is called. */
export const THE_HUB = 'hub';

/** Who a request says it comes from, as a token would: `instance@defis`, `lender@defis`, `instance@` for a hub. */
export const tokenOf = (role: string, association: string | null): string => `${role}@${association ?? ''}`;
