import type { Random } from '../random.ts';
import { BACKUPS } from './backups.ts';
import { CLOCKS } from './clocks.ts';
import { COPIES } from './copies.ts';
import { LINES } from './lines.ts';
import { OPERATORS } from './operators.ts';
import { ORDINARY } from './ordinary.ts';
import { POSTGRES } from './postgres.ts';
import { PROCESSES } from './processes.ts';
import type { Step } from './step.ts';
import { STRANGERS } from './strangers.ts';

/** When runs happen: a plain day, both nights on which clocks change, the turn of a year, the day a year closes. */
const TIMES = [
  '2026-06-15T10:00:00Z',
  '2026-03-29T00:59:55Z',
  '2025-10-26T00:59:55Z',
  '2025-12-31T22:59:55Z',
  '2026-01-14T22:59:55Z',
];
const STEPS = [8, 16] as const;

export const KINDS_OF_STEP = [
  ...ORDINARY,
  ...LINES,
  ...PROCESSES,
  ...CLOCKS,
  ...POSTGRES,
  ...BACKUPS,
  ...COPIES,
  ...STRANGERS,
  ...OPERATORS,
];

/** Everything that is drawn for a run before it begins. */
export interface Plan {
  now: string;
  steps: Step[];
  /** Whether everything is counted anew at the end, by a copy that knows nothing: dear, hence not in each run. */
  isCountedAnew: boolean;
}

export function drawPlan(random: Random): Plan {
  const now = random.pick(TIMES);
  const kinds = KINDS_OF_STEP.map((kind) => [kind.weight, kind] as const);
  const steps = Array.from({ length: random.whole(...STEPS) }, () => random.weighted(kinds).draw(random));
  return { now, steps, isCountedAnew: random.chance(0.25) };
}
