import { firstDay, lastDay, monthOf, periodGrain } from '../../calendar/period.ts';
import { isOnMapOf, rollupCodes, type RollupCodes } from '../../geography/rollup.ts';
import { FRANCE } from '../../geography/territory.ts';
import type { FigureBounds } from './figure.ts';
import { protectedFigure, unavailable } from './figure-arithmetic.ts';
import { hasProgrammes, isTold, readingGrid, sliceGrid } from '../measures/grid.ts';
import type { ImpactScope } from './impact-scope.ts';
import type { CountedMeasure } from '../measures/measure.ts';

/** Where the answer is to be looked for, or the answer itself when it needs no look. */
export type FigureQuestion = { answer: FigureBounds } | { main: string[]; residual: string[] };

/** Turns a scope and a measure into the rolled-up places to add. */
export function questionOf(measure: CountedMeasure, scope: ImpactScope, today: string): FigureQuestion {
  const { period, programme } = scope;
  if (firstDay(period) > today) return { answer: unavailable('IN_THE_FUTURE') };
  if (lastDay(period) < measure.since) return { answer: unavailable('BEFORE_THE_MEASURE') };
  if (programme !== null && !hasProgrammes(measure)) return { answer: unavailable('PROGRAMME_NOT_PUBLISHED') };
  if (!isTold(measure, periodGrain(period))) return { answer: unavailable('PERIOD_NOT_PUBLISHED') };
  const { main, residual, exists } = placesOf(measure, scope, today);
  if (!exists) return { answer: unavailable('TERRITORY_DID_NOT_EXIST') };
  if (readingGrid(measure, periodGrain(period)) === 'DEPARTMENT' && main.some(isFine)) {
    return { answer: protectedFigure('FINER_THAN_PUBLISHED') };
  }
  return { main, residual: measure.protects === null ? [] : residual };
}

function placesOf(measure: CountedMeasure, { territory, period, geography }: ImpactScope, today: string): RollupCodes {
  const code = territory ?? FRANCE;
  const isOfOneSlice = sliceGrid(measure, periodGrain(period)) !== null;
  // Subjects met over all of time are placed once, on the present map: there is no map of "each event" for them.
  if (isOfOneSlice && period === 'ever') return rollupCodes(code, monthOf(today), 'AT_EVENT', today);
  const places = rollupCodes(code, period, geography, today);
  // Facts lie on the map of the last day of their slice: what had ended by then would be read as zero.
  const isGone = isOfOneSlice && geography === 'AT_EVENT' && places.exists && !isOnMapOf(lastDay(period), code);
  return isGone ? { ...places, exists: false } : places;
}

// The rest of a department is what its communes leave.
const isFine = (code: string): boolean => /^(COM|EPCI)-|^DEP-.*~other$/.test(code);
