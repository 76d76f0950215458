import type { Screen } from '../start/screen.ts';

/** Tells how far the entering has come. */
export interface Progress {
  entered(instance: string, verb: string, count: number): void;
  /** Everything of one instance is in. */
  done(title: string): void;
  finish(): void;
}

/** Elsewhere than on a terminal, a line for every so many entries. */
const LINE_EVERY = 1_000;

export function countEntries(screen: Screen, now: () => number = Date.now): Progress {
  const startedAt = now();
  const elapsed = (): string => `${Math.round((now() - startedAt) / 1000)} s`;
  let total = 0;
  return {
    entered(instance, verb, count) {
      const thousands = Math.floor(total / LINE_EVERY);
      total += count;
      const line = `  ${total} entries, ${elapsed()} (${instance}: ${verb})`;
      if (Math.floor(total / LINE_EVERY) > thousands) screen.show(line);
      else screen.flicker(line);
    },
    done: (title) => screen.say(`  ${title}: complete after ${elapsed()}`),
    finish: () => screen.say(`  ${total} entries in ${elapsed()}`),
  };
}
