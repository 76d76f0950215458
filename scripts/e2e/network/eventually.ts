import { setTimeout as wait } from 'node:timers/promises';

const PAUSE_MS = 200;

/** Asks until the answer is the expected one; after `withinMs` the last answer is given as it is. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isExpected: (answer: T) => boolean,
  withinMs = 20_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (isExpected(answer) || Date.now() > deadline) return answer;
    await wait(PAUSE_MS);
  }
}
