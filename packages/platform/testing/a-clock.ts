import type { Clock } from '../../calendar/clock.ts';

/** A clock that stands still until it is set: at noon in France, so that no test depends on a time zone. */
export interface TestClock extends Clock {
  set(day: string): void;
}

export function aClock(day: string): TestClock {
  let now = noonOn(day);
  return { now: () => now, set: (next) => void (now = noonOn(next)) };
}

const noonOn = (day: string): Date => new Date(`${day}T11:00:00Z`);
