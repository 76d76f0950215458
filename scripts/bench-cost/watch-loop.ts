import { appendFileSync } from 'node:fs';

const PAUSE_MS = 1;
/** Shorter ones are of no interest. */
const SHORTEST_MS = 4;

/**
 * Imported before a program, writes to the `file` of its own address how long the event loop was held each time, in
 * milliseconds of the thread's processor: what else the machine does is not in it.
 */
const file = new URL(import.meta.url).searchParams.get('file')!;
const computed = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
let before = computed();

function look(): void {
  const now = computed();
  if (now - before >= SHORTEST_MS) appendFileSync(file, `${(now - before).toFixed(1)}\n`);
  before = computed();
  setTimeout(look, PAUSE_MS).unref();
}

look();
