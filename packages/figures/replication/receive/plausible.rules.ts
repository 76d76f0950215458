import type { PeriodGrain } from '../../../calendar/period.ts';
import type { Unit } from '../../measures/measure.ts';

/** What a figure of one period comes to, over all places and programmes. */
export interface Total {
  measure: string;
  told: number;
  /** What is believed of a period as long without anybody looking at it. */
  plausible: number;
}

/** So many times the most that an association has told until last night is believed without a look: a large donation, a new workshop. */
const GROWTH = 10;

/** What a month may come to where nothing of it was told before: more than at any association of the network so far. */
const FIRST: Partial<Record<Unit, number>> = { HOUR: 5_000, MONTH: 15_000, EURO: 250_000, KILOGRAM_CO2: 100_000 };
const FIRST_COUNT = 500;

/** Of small figures ten times as much is no news yet: a fifth of what a beginner may tell is believed of anybody. */
const ALWAYS = 1 / 5;

const MONTHS: Record<PeriodGrain, number> = { MONTH: 1, QUARTER: 3, YEAR: 12, EVER: 120 };

/** What an association has told of a measure in any month, quarter or year, or of ever. */
export interface Usual {
  /** The most until last night. */
  most: number;
  /** What a coordinator has accepted lately; 0 if nothing. */
  accepted: number;
}

/** The most that is believed of a period without a look. */
export function mostPlausible(unit: Unit, grain: PeriodGrain, { most, accepted }: Usual = NOTHING): number {
  const first = (FIRST[unit] ?? FIRST_COUNT) * MONTHS[grain];
  return Math.max(accepted, most === 0 ? first : Math.max(first * ALWAYS, most * GROWTH));
}

const NOTHING: Usual = { most: 0, accepted: 0 };
