import { periodGrain } from '../../../calendar/period.ts';
import type { CountedMeasure } from '../../measures/measure.ts';
import { CONTRACTS, translated, type Contracts } from '../../slices/contracts.ts';
import type { Slice } from '../../slices/slice.ts';
import { mostPlausible, type Total } from './plausible.rules.ts';
import type { ContentDoubt } from './refused-slices.ts';
import { usualKey, type UsualFigures } from './usual-figures.ts';

/** Why a slice waits for the hub's coordinator: a figure in it is far beyond what its association has told so far. */
export function doubtImplausible(
  slice: Slice,
  measures: ReadonlyMap<string, CountedMeasure>,
  usual: UsualFigures,
  contracts: Contracts = CONTRACTS,
): ContentDoubt | null {
  const grain = periodGrain(slice.period);
  const totals = [...totalsOf(slice, contracts)].flatMap(([measure, told]): Total[] => {
    const past = usual.get(usualKey({ association: slice.association, measure, grain }));
    const plausible = mostPlausible(measures.get(measure)!.unit, grain, past);
    return told > plausible ? [{ measure, told, plausible }] : [];
  });
  if (totals.length === 0) return null;
  const figures = totals.map(({ measure, told, plausible }) => `${measure} ${told} (> ${plausible})`).join(', ');
  const { period } = slice;
  return {
    code: 'IMPLAUSIBLE',
    message: `Of ${period} far more is told than ever before: ${figures}. A coordinator of the hub accepts it, or it is corrected.`,
    french: `De ${period}, il est dit bien plus que jamais : ${figures}. La coordination l’accepte, ou l’association le corrige.`,
    totals,
  };
}

/** What each measure comes to over all places and programmes; of organisations, how many lines there are. */
function totalsOf({ facts, contract }: Slice, contracts: Contracts): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { measure, member, value } of translated(facts, contract, contracts)) {
    const amount = member === '' ? Math.abs(value ?? 0) : 1;
    totals.set(measure, (totals.get(measure) ?? 0) + amount);
  }
  return totals;
}
