import type { FigureBounds, FigureReason } from './figure.ts';
import { asLastTold, between, exactly, protectedFigure } from './figure-arithmetic.ts';
import type { CountedMeasure, Protection } from '../measures/measure.ts';
import { MINIMUM_SUBJECTS } from '../disclosure/protection.ts';

/** What all associations together tell of one figure. */
export interface Met {
  /** How many tell something above zero. */
  associations: number;
  /** How many hide something. */
  hidden: number;
  /** How many of these have done so since the year closed; none for what is no year. */
  hiddenSinceClosed: number;
  leastSum: number;
  leastMax: number;
  mostSum: number;
  members: string[] | null;
}

/** The figure that rollups amount to; nothing met is zero. Until its year has closed, a figure on people may wait. */
export function figureOf(measure: CountedMeasure, met: Met | undefined, isOpen: boolean): FigureBounds {
  const told = met ? boundsOf(measure, met, isOpen) : exactly(0);
  return isOpen ? asLastTold(told) : told;
}

function boundsOf(measure: CountedMeasure, met: Met, isOpen: boolean): FigureBounds {
  if (measure.kind === 'SET') return sizeOfSet(measure, met.members?.length ?? 0);
  const { associations, hidden, hiddenSinceClosed, leastSum, leastMax, mostSum } = met;
  const whyHidden = isOpen ? 'YEAR_NOT_CLOSED' : 'BELOW_THRESHOLD';
  if (hidden > 0 && mostSum === 0) return protectedFigure(whyHidden);
  const atLeast = associations > 1 && mayOverlap(measure) ? leastMax : leastSum;
  const cap = hidden === 0 ? 0 : hiddenSinceClosed === hidden ? hiddenAtMost(measure) : null;
  const atMost = cap === null ? null : mostSum + cap * hidden;
  return between(atLeast, atMost, hidden > 0 ? whyHidden : reasonFor(met));
}

function sizeOfSet({ protects }: CountedMeasure, size: number): FigureBounds {
  const isTooSmall = protects !== null && size > 0 && size < MINIMUM_SUBJECTS[protects];
  return isTooSmall ? protectedFigure() : exactly(size);
}

const SHARED_UNITS = ['HOUSEHOLD', 'PERSON', 'ORGANISATION'];

/** Whether two associations may count the same subject: a household may borrow from both, a loan has one lender. */
function mayOverlap({ kind, unit }: CountedMeasure): boolean {
  return (kind === 'DISTINCT' || kind === 'STOCK') && SHARED_UNITS.includes(unit);
}

/** What a hidden part of a closed year cannot exceed by the public rule: a count below its threshold; no bound for what is judged otherwise. */
function hiddenAtMost({ kind, protects, restsOn, remainder }: CountedMeasure): number | null {
  const isJudgedByItself = kind === 'DISTINCT' && !restsOn && !remainder;
  return isJudgedByItself ? MINIMUM_SUBJECTS[protects as Protection] - 1 : null;
}

function reasonFor({ leastSum, mostSum }: Met): FigureReason {
  return mostSum > leastSum ? 'PART_IN_OTHER_PLACES' : 'DOUBLES_NOT_DEDUCTED';
}
