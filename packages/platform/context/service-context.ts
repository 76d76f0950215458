import type { Clock } from '../../calendar/clock.ts';
import type { Database } from '../database/database.ts';
import type { Reader } from '../database/reader.ts';
import type { Upstream } from '../peers/upstream.ts';
import type { NewId } from './ids.ts';
import type { MeetInstalls } from '../peers/meet-installs.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { OperatorLog } from '../metrics/operator-log.ts';
import type { Owners } from '../peers/owners.ts';
import type { CallPeer } from '../peers/subgraph.ts';
import type { Viewer } from '../access/viewer.ts';

/** The server that sends an instance's e-mail, and whom it comes from. */
export interface MailSettings {
  /** `smtps://user:password@host` or `smtp://host:25`. */
  url: string;
  /** An address that answers reach. */
  from: string;
}

/** What every resolver of every service receives. */
export interface ServiceContext {
  viewer: Viewer;
  /** Says when nobody waits for the answer any more; absent where it is finished in any case. */
  signal?: AbortSignal | undefined;
  /** Plain SQL reads, as the viewer. */
  sql: Reader;
  database: Database;
  clock: Clock;
  newId: NewId;
  /** The association that runs this instance; null at a hub. */
  association: string | null;
  /** The name of the hub that this instance is; null at an association. */
  hub: string | null;
  /** The commune of its workshop (`COM-56121`), where machines and staff are counted; null at a hub. */
  seat: string | null;
  /** Seconds without a sign of life after which an association's figures count as late. */
  freshSeconds: number;
  /** A write in another service of the same instance. */
  callPeer: CallPeer;
  /** What ids of the other services name. */
  owners: Owners;
  /** Which installations speak for whom, as partners knows. */
  meetInstalls: MeetInstalls;
  /** How e-mail is sent; null where nothing is. */
  mail: MailSettings | null;
  /** The hub that this instance publishes to; null where it keeps its figures to itself. */
  upstream: Upstream | null;
  /** What this process counts. */
  metrics: Metrics;
  /** One line for whoever operates the instance. */
  log: OperatorLog;
  /** Tells that something was committed, so that figures follow within seconds. */
  changed(): void;
}
