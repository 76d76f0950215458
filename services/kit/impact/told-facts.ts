import type { Period } from '../geography/period.ts';
import { FRANCE, otherOf } from '../geography/territory.ts';
import { tidy } from './figure-arithmetic.ts';
import type { Climbed } from './ladder.ts';
import type { CountedMeasure } from './measure.ts';
import { ALL_PROGRAMMES, type DatedFact } from './slice.ts';

/** What the ladder came to, as facts; what nothing could hide leaves one mark, that there is something. */
export function toldFacts<Basis>(
  measure: CountedMeasure,
  period: Period,
  { told, untold }: Climbed<Basis>,
): DatedFact[] {
  const facts = told.map(({ territory, members }) =>
    toldFact(measure, period, territory, tidy(members.reduce((sum, { value }) => sum + value, 0))),
  );
  return untold.length === 0 ? facts : [...facts, toldFact(measure, period, otherOf(FRANCE), null)];
}

/** One fact of a protected measure; null marks something that is hidden. */
export function toldFact(measure: CountedMeasure, period: Period, territory: string, value: number | null): DatedFact {
  return { period, territory, measure: measure.name, programme: ALL_PROGRAMMES, member: '', value };
}
