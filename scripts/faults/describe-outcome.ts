import type { Outcome } from './one-run.ts';

/** One line for a run in which everything held; the whole story of any other. */
export function describeOutcome({ seed, plan, notes, violations, rounds, seconds }: Outcome): string {
  const names = plan.steps.map(({ name }) => name).join(', ');
  const line = `seed ${seed}: ${violations.length === 0 ? 'holds' : 'FAILS'} in ${seconds.toFixed(1)} s, ${rounds} rounds [${names}]`;
  if (violations.length === 0) return line;
  return [
    line,
    ...[...new Set(violations.map(({ invariant, what }) => `  invariant ${invariant}: ${what}`))].slice(0, 12),
    `  at ${plan.now}`,
    ...plan.steps.map(({ name, choice }) => `  step ${name} ${JSON.stringify(choice)}`),
    ...notes.map((note) => `  ${note.slice(0, 200)}`),
  ].join('\n');
}
