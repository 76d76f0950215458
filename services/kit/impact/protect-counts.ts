import { periodGrain, type Period } from '../geography/period.ts';
import { countSubjects, type FactCounting } from './contributions.ts';
import type { Count } from './meet-periods.ts';
import type { DatedFact } from './slice.ts';
import { sliceGrid, type Grid } from './grid.ts';
import { climbByCommune, climbByDepartment, type Leaf } from './ladder.ts';
import type { CountedMeasure, Protection } from './measure.ts';
import { leafPath } from './leaf-path.ts';
import { mapDay } from './apply-slice.ts';
import { isSafeCount } from './protection.ts';
import { toldFacts } from './told-facts.ts';

/** Distinct subjects, protected period by period on the period's grid; each has one place, so places add up. */
export async function protectCounts(
  counting: FactCounting,
  measure: CountedMeasure,
  periods: readonly Period[],
): Promise<DatedFact[]> {
  const counts = await countSubjects(counting, measure, periods);
  const isSafe = (members: readonly Leaf<number>[]): boolean =>
    isSafeCount(
      measure.protects as Protection,
      members.reduce((sum, { basis }) => sum + basis, 0),
    );
  return [...Map.groupBy(counts, ({ period }) => period)].flatMap(([period, ofPeriod]) => {
    const grid = sliceGrid(measure, periodGrain(period))!;
    const leaves = leavesOf(measure, ofPeriod, mapDay({ period }, counting.asOf), grid);
    const climb = grid === 'COMMUNE' ? climbByCommune : climbByDepartment;
    return toldFacts(measure, period, climb(leaves, isSafe));
  });
}

function leavesOf(measure: CountedMeasure, counts: readonly Count[], on: string, grid: Grid): Leaf<number>[] {
  const leaves = new Map<string, Leaf<number>>();
  for (const { commune, value } of counts) {
    const [code, ...path] = leafPath(measure, commune, on, grid);
    const total = (leaves.get(code)?.value ?? 0) + value;
    leaves.set(code, { code, path, value: total, basis: total });
  }
  return [...leaves.values()];
}
