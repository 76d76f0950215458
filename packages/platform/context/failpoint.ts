/**
 * Where a process can be told to die, so that a test proves that nothing is lost there. Those of a verb lie in every verb of
 * every service; the others in what crosses from lending to inventory.
 */
export const FAILPOINTS = [
  /** A verb has written everything and committed nothing. */
  'VERB_WRITTEN',
  /** A verb is committed, and nobody was told. */
  'VERB_COMMITTED',
  /** Inventory answered the first of two questions. */
  'BETWEEN_QUESTIONS',
  /** Inventory has answered, and nothing was made of it. */
  'ANSWERED',
  /** What inventory answered is written and not committed. */
  'SETTLEMENT_WRITTEN',
  /** What inventory answered is committed, and nobody was told. */
  'SETTLEMENT_COMMITTED',
] as const;

/** The same for figures: while they are built, sent and received. */
export const FIGURE_FAILPOINTS = [
  /** Slices are built and nothing of it is committed. */
  'BUILD_WRITTEN',
  /** A build is committed, and nothing is sent. */
  'BUILD_COMMITTED',
  /** The hub has answered, and nothing was made of it. */
  'PUBLISH_ANSWERED',
  /** What the hub answered is written down, and more is to be sent. */
  'PUBLISH_ACKNOWLEDGED',
  /** A hub has applied a slice and not committed it. */
  'RECEIVE_WRITTEN',
  /** A hub has committed a slice, and answered nobody. */
  'RECEIVE_COMMITTED',
] as const;
export type Failpoint = (typeof FAILPOINTS)[number] | (typeof FIGURE_FAILPOINTS)[number];

/** Which point kills the process, for which verb (any, unless named), and when it is reached for which time. */
export interface ArmedFailpoint {
  point: Failpoint;
  verb: string | null;
  times: number;
}

const SPELLING = new RegExp(`^(${[...FAILPOINTS, ...FIGURE_FAILPOINTS].join('|')})(?:/(\\w+))?(?:\\*(\\d))?$`);

/** Reads `VERB_COMMITTED`, `VERB_COMMITTED/takeBackComputer` or `ANSWERED*6`; null when it says nothing of the kind. */
export function readFailpoint(text: string): ArmedFailpoint | null {
  const [, point, verb = null, times = '1'] = SPELLING.exec(text) ?? [];
  return point ? { point: point as Failpoint, verb, times: Number(times) } : null;
}

let armed: ArmedFailpoint | null = null;
let reached = 0;

/** Said once, when the process starts, from its environment; no failpoint does anything before. */
export function armFailpoint(chosen: ArmedFailpoint | null): void {
  armed = chosen;
}

/**
 * Ends the process as a power cut would, when it was started to die here. Whoever reaches the point before the last one
 * stays there, so that several die at the same point together.
 */
export async function failpoint(point: Failpoint, verb: string): Promise<void> {
  if (armed?.point !== point || (armed.verb !== null && armed.verb !== verb)) return;
  reached += 1;
  if (reached >= armed.times) process.kill(process.pid, 'SIGKILL');
  await new Promise<never>(() => {});
}
