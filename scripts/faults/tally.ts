import type { Outcome } from './one-run.ts';
import type { LineFault } from './proxy/line-fault.ts';

/** What many runs came to. */
export interface Tally {
  add(outcome: Outcome): void;
  /** As lines of Markdown, for docs/faults.md. */
  describe(): string;
}

/** Counts runs, what was injected how often, and how long runs and healing took. */
export function startTally(): Tally {
  const injected = new Map<string, number>();
  const rounds = new Map<string, number>();
  const seconds: number[] = [];
  const failed: number[] = [];
  const count = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  return {
    add: (outcome) => {
      seconds.push(outcome.seconds);
      if (outcome.violations.length > 0) failed.push(outcome.seed);
      count(rounds, String(outcome.rounds));
      for (const { name, choice } of outcome.plan.steps) {
        count(injected, name);
        if (name === 'line')
          for (const { kind } of (choice as { faults: LineFault[] }).faults) count(injected, `line: ${kind}`);
      }
    },
    describe: () => {
      const sorted = seconds.toSorted((a, b) => a - b);
      const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
      const counts = (of: Map<string, number>): string =>
        [...of]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, n]) => `${name} ${n}`)
          .join(' · ');
      return [
        `- ${seconds.length} runs, ${failed.length} failed${failed.length === 0 ? '' : `: seeds ${failed.join(', ')}`}`,
        `- seconds a run: median ${at(0.5)}, 95 % ${at(0.95)}, longest ${at(1)}`,
        `- rounds until all agreed: ${counts(rounds)}`,
        `- steps: ${counts(injected)}`,
      ].join('\n');
    },
  };
}
