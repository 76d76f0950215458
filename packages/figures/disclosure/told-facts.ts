import type { Period } from '../../calendar/period.ts';
import { FRANCE, otherOf } from '../../geography/territory.ts';
import { tidy } from '../../platform/schema/decimal.ts';
import type { Climbed, Leaf } from './ladder.ts';
import type { CountedMeasure } from '../measures/measure.ts';
import { ALL_PROGRAMMES, type DatedFact } from '../measures/fact.ts';

/** What the ladder came to, as facts; what nothing could hide leaves one mark, that there is something. */
export function toldFacts<Basis>(
  measure: CountedMeasure,
  period: Period,
  { told, untold }: Climbed<Basis>,
  peopleIn: (members: readonly Leaf<Basis>[]) => number,
): DatedFact[] {
  const facts = told.map(({ territory, members }) => {
    const value = tidy(members.reduce((sum, leaf) => sum + leaf.value, 0));
    return toldFact(measure, period, territory, value, peopleIn(members));
  });
  return untold.length === 0 ? facts : [...facts, mark(measure, period)];
}

/** One told fact of a protected measure, and how many it rests on. */
export const toldFact = (
  measure: CountedMeasure,
  period: Period,
  territory: string,
  value: number,
  people: number,
): DatedFact => ({ period, territory, measure: measure.name, programme: ALL_PROGRAMMES, member: '', value, people });

/** The mark of something that is hidden: there, or in a place that is not told. */
export const mark = (measure: CountedMeasure, period: Period, territory: string = otherOf(FRANCE)): DatedFact => ({
  period,
  territory,
  measure: measure.name,
  programme: ALL_PROGRAMMES,
  member: '',
  value: null,
});
