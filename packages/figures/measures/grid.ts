import { periodGrain, periodsContaining, type Period, type PeriodGrain } from '../../calendar/period.ts';
import type { CountedMeasure } from './measure.ts';

/** The finest place a measure is told for in a period of that length; null when such slices do not carry it. */
export type Grid = 'COMMUNE' | 'DEPARTMENT';

type Kind = Pick<CountedMeasure, 'kind' | 'protects' | 'stays'>;

/** Whether a figure is a part of stays, told by department at the finest: by commune it would tell the other parts. */
const isPartOfStays = ({ stays }: Kind): boolean => stays !== undefined && stays.part !== 'PRESENT';

/** Whether the ladder is climbed for it: a set of organisations is told whole, or not. */
export const isProtected = ({ kind, protects }: Kind): boolean => protects !== null && kind !== 'SET';

/**
 * What an association publishes: counts of things by commune and month; figures on people by department and month, and by
 * commune and year, never by commune and month, since differences between two fine grids tell on people.
 */
export function sliceGrid(measure: Kind, grain: PeriodGrain): Grid | null {
  if (measure.kind === 'SET' || (measure.kind === 'ADDITIVE' && !isProtected(measure))) {
    return grain === 'MONTH' ? 'COMMUNE' : null;
  }
  if (measure.kind === 'STOCK' && grain === 'EVER') return null;
  if (!isProtected(measure) || (grain === 'YEAR' && !isPartOfStays(measure))) return 'COMMUNE';
  if (measure.kind === 'ADDITIVE' && grain === 'YEAR') return 'DEPARTMENT';
  if (measure.kind === 'ADDITIVE') return grain === 'MONTH' ? 'DEPARTMENT' : null;
  return 'DEPARTMENT';
}

/** Whether slices of that length hold the measure, or are added up from shorter ones: a stock has no "ever". */
export const isTold = (measure: Kind, grain: PeriodGrain): boolean =>
  measure.kind === 'ADDITIVE' || measure.kind === 'SET' || sliceGrid(measure, grain) !== null;

/** The finest place a measure can be read for: what the slices carry, and what they add up to. */
export function readingGrid(measure: Kind, grain: PeriodGrain): Grid {
  if (isPartOfStays(measure)) return 'DEPARTMENT';
  if (measure.kind === 'ADDITIVE' && grain === 'EVER') return 'COMMUNE';
  return isProtected(measure) && grain !== 'YEAR' ? 'DEPARTMENT' : 'COMMUNE';
}

/** The periods that a fact of a slice counts in. */
export function periodsFedBy(measure: Kind, period: Period): Period[] {
  if (measure.kind === 'DISTINCT' || measure.kind === 'STOCK') return [period];
  if (periodGrain(period) === 'YEAR') return [period, 'ever'];
  const periods = periodsContaining(period);
  return isProtected(measure) ? periods.slice(0, 2) : periods;
}

/** Whether the measure is told by programme. */
export const hasProgrammes = (measure: Kind): boolean =>
  measure.kind === 'SET' || (measure.kind === 'ADDITIVE' && !isProtected(measure));
