import { periodGrain, type Period } from '../geography/period.ts';
import { countSubjects, type FactCounting } from './contributions.ts';
import type { Count } from './meet-periods.ts';
import type { DatedFact } from './slice.ts';
import { sliceGrid, type Grid } from './grid.ts';
import { climbByCommune, climbByDepartment, type Leaf } from './ladder.ts';
import type { CountedMeasure, Protection } from './measure.ts';
import { leafPath } from './leaf-path.ts';
import { mapDay } from './apply-slice.ts';
import { isSafeCount, isSafeRemainder, type Basis } from './protection.ts';
import { toldFacts } from './told-facts.ts';

/** Distinct subjects, protected period by period on the period's grid; each has one place, so places add up. */
export async function protectCounts(
  counting: FactCounting,
  measure: CountedMeasure,
  periods: readonly Period[],
): Promise<DatedFact[]> {
  const protects = measure.protects as Protection;
  const sum = (members: readonly Leaf<Basis<number>>[], group: keyof Basis<number>): number =>
    members.reduce((total, { basis }) => total + basis[group], 0);
  const isSafe = (members: readonly Leaf<Basis<number>>[]): boolean =>
    isSafeCount(protects, sum(members, 'own')) && isSafeRemainder(protects, sum(members, 'remainder'));
  const judged = await countAll(counting, measure, periods);
  return [...Map.groupBy(judged, ({ period }) => period)].flatMap(([period, ofPeriod]) => {
    const grid = sliceGrid(measure, periodGrain(period))!;
    const leaves = leavesOf(measure, ofPeriod, mapDay({ period }, counting.asOf), grid);
    const climb = grid === 'COMMUNE' ? climbByCommune : climbByDepartment;
    return toldFacts(measure, period, climb(leaves, isSafe));
  });
}

type Judged = Count & { basis: Basis<number> };

/** The counts, each with what it is judged by. Everybody has one place in each group, so groups add up too. */
async function countAll(
  counting: FactCounting,
  measure: CountedMeasure,
  periods: readonly Period[],
): Promise<Judged[]> {
  const { restsOn, remainder } = measure;
  const count = (contributions: string) => countSubjects(counting, { ...measure, contributions }, periods);
  const counts = await count(measure.contributions);
  const own = byPlace(restsOn ? await count(restsOn) : counts);
  const left = byPlace(remainder ? await count(remainder) : []);
  return counts.map((one) => {
    const place = placeOf(one);
    return { ...one, basis: { own: own.get(place) ?? 0, remainder: left.get(place) ?? 0 } };
  });
}

const placeOf = ({ period, commune }: Count): string => `${period} ${commune}`;
const byPlace = (counts: readonly Count[]): Map<string, number> =>
  new Map(counts.map((count) => [placeOf(count), count.value]));

function leavesOf(measure: CountedMeasure, counts: readonly Judged[], on: string, grid: Grid): Leaf<Basis<number>>[] {
  const leaves = new Map<string, Leaf<Basis<number>>>();
  for (const { commune, value, basis } of counts) {
    const [code, ...path] = leafPath(measure, commune, on, grid);
    const { value: sum, basis: known } = leaves.get(code) ?? { value: 0, basis: { own: 0, remainder: 0 } };
    const both = { own: known.own + basis.own, remainder: known.remainder + basis.remainder };
    leaves.set(code, { code, path, value: sum + value, basis: both });
  }
  return [...leaves.values()];
}
