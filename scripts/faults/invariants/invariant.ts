import type { Run } from '../run.ts';

/** One of the twenty, as it can be checked once a run has healed: gives what is wrong, nothing when it holds. */
export interface Invariant {
  number: number;
  name: string;
  broken(run: Run): Promise<string[]>;
}

/** At most so many lines of what is wrong: the first ones say enough. */
export const FEW = 4;

/** What is in only one of two lists. */
export function difference(expected: readonly string[], found: readonly string[], where: string): string[] {
  const [wanted, held] = [new Set(expected), new Set(found)];
  const missing = expected.filter((line) => !held.has(line)).map((line) => `${where}: missing ${line}`);
  const extra = found.filter((line) => !wanted.has(line)).map((line) => `${where}: too much ${line}`);
  return [...missing.slice(0, FEW), ...extra.slice(0, FEW)];
}
