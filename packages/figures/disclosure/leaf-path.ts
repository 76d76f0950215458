import { ancestorsOf } from '../../geography/ancestors.ts';
import type { Grid } from '../measures/grid.ts';
import type { CountedMeasure } from '../measures/measure.ts';

/** A leaf of the ladder and the territories above it: [commune,] department, region, country. */
export function leafPath(
  measure: CountedMeasure,
  commune: string | null,
  on: string,
  grid: Grid,
): [string, ...string[]] {
  if (!commune?.startsWith('COM-')) {
    throw new Error(`Measure ${measure.name}: a protected contribution needs a commune, not ${commune ?? 'nothing'}`);
  }
  // An EPCI may cross departments, so it is no rung of the ladder.
  const path = ancestorsOf(commune, on).filter((code) => !code.startsWith('EPCI-'));
  return (grid === 'COMMUNE' ? path : path.slice(1)) as [string, ...string[]];
}
