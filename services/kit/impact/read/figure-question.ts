import { firstDay, lastDay, monthOf, periodGrain } from '../../geography/period.ts';
import { rollupCodes, type RollupCodes } from '../../geography/rollup.ts';
import { FRANCE } from '../../geography/territory.ts';
import type { FigureBounds } from './figure.ts';
import { protectedFigure, unavailable } from './figure-arithmetic.ts';
import { hasProgrammes, isTold, readingGrid } from '../measure/grid.ts';
import type { ImpactScope } from './impact-scope.ts';
import type { CountedMeasure } from '../measure/measure.ts';

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

function placesOf({ kind }: CountedMeasure, scope: ImpactScope, today: string): RollupCodes {
  const territory = scope.territory ?? FRANCE;
  // Subjects met over all of time are placed once, on the present map: there is no map of "each event" for them.
  const isPlacedOnce = scope.period === 'ever' && (kind === 'DISTINCT' || kind === 'STOCK');
  if (isPlacedOnce) return rollupCodes(territory, monthOf(today), 'AT_EVENT', today);
  return rollupCodes(territory, scope.period, scope.geography, today);
}

// The rest of a department is what its communes leave.
const isFine = (code: string): boolean => /^(COM|EPCI)-|^DEP-.*~other$/.test(code);
