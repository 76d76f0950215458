import { departmentsOf } from '../../../geography/departments-of.ts';
import { mapDay } from '../../measures/fact.ts';
import type { Slice } from '../../slices/slice.ts';
import type { ContentDoubt } from './refused-slices.ts';

/**
 * Why a slice is not believed that tells of land where its association does not work. Whole departments count: a household
 * across the border of a commune or an EPCI is nobody's mistake. Facts lie where `doubtSlice` has seen that they may.
 */
export function doubtOutside(slice: Slice, departments: ReadonlySet<string>): ContentDoubt | null {
  const on = mapDay(slice, slice.asOf);
  const places = new Set(slice.facts.map(({ territory }) => territory));
  const outside = [...places].find((place) => !departmentsOf(place, on).some((code) => departments.has(code)));
  if (outside === undefined) return null;
  const { association, period } = slice;
  return {
    code: 'OUTSIDE_COVERAGE',
    message: `${outside}, told of in ${period}, is in no department that ${association} works in here: where it does work there, a coordinator says so (changeCoverage); else its operations are corrected.`,
    french: `${outside}, dont il est question en ${period}, n’est dans aucun département où ${association} travaille d’après cette plateforme : si elle y travaille, la coordination le déclare (changeCoverage) ; sinon, elle corrige ses opérations.`,
    totals: [],
  };
}
