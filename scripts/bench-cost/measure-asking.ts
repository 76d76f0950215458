import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { between, computedBy, computedByChildrenOf } from './processor-time.ts';

/** A request of anybody. */
export interface Asking {
  document: string;
  variables?: Record<string, unknown>;
}

/** A hub that is measured from outside. */
export interface Watched {
  url: string;
  /** Of the hub's process, and of PostgreSQL's first one. */
  pid: number;
  postmaster: number;
  /** Where `watch-loop` writes. */
  heldFile: string;
}

/** What one request took, in milliseconds. */
export interface Took {
  /** Of all processors: the hub's threads, and PostgreSQL's part of it. */
  processor: number;
  postgresql: number;
  /** The longest that the hub's event loop gave nothing else its turn, of the processor. */
  held: number;
  /** The longest that `/livez` was waited for meanwhile, whatever else the machine did. */
  livez: number;
}

const BETWEEN_LOOKS_MS = 10;
/** What goes on a little longer, such as the collection of garbage, counts too. */
const AFTERWARDS_MS = 30;

/** Asks once, under a name that no document had before, so that it is planned anew. */
export async function measureAsking(hub: Watched, { document, variables = {} }: Asking, name: string): Promise<Took> {
  await writeFile(hub.heldFile, '');
  const [before, beforeIn] = await Promise.all([computedBy(hub.pid), computedByChildrenOf(hub.postmaster)]);
  const watching = { isOver: false };
  const looking = lookAtLivez(hub, watching);
  const asking = answerTo(hub, { document: named(document, name), variables }).finally(() => (watching.isOver = true));
  const [, livez] = await Promise.all([asking, looking]);
  const [after, afterIn] = await Promise.all([computedBy(hub.pid), computedByChildrenOf(hub.postmaster)]);
  const postgresql = between(beforeIn, afterIn);
  return {
    processor: between(before, after) + postgresql,
    postgresql,
    held: await longestIn(hub.heldFile),
    livez,
  };
}

async function answerTo({ url }: Watched, { document: query, variables }: Asking): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  refuseRefusals(await answer.text());
  await pause(AFTERWARDS_MS);
}

const named = (document: string, name: string): string => document.replace(/^\s*(query\b\s*\w*)?/, `query ${name} `);

async function lookAtLivez({ url }: Watched, watching: { isOver: boolean }): Promise<number> {
  let longest = 0;
  while (!watching.isOver) {
    const from = performance.now();
    await (await fetch(new URL('/livez', url))).text();
    longest = Math.max(longest, performance.now() - from);
    await pause(BETWEEN_LOOKS_MS);
  }
  return longest;
}

async function longestIn(file: string): Promise<number> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return Math.max(0, ...lines.map(Number));
}

/** What is refused to anybody in a part of an answer is a part of what it costs; a document that is refused whole costs nothing. */
const IN_PART = new Set(['UNAUTHENTICATED', 'BAD_USER_INPUT', 'NOT_FOUND']);

function refuseRefusals(text: string): void {
  const { errors = [] } = JSON.parse(text) as { errors?: { message: string; extensions?: { code?: string } }[] };
  const whole = errors.find(({ extensions }) => !IN_PART.has(extensions?.code ?? ''));
  if (whole) throw new Error(`What was to be measured was not answered: ${whole.message}`);
}
