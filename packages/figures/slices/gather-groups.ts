import { listPresences, type FactCounting } from '../measures/contributions.ts';
import { groupsOf, type Groups } from '../disclosure/groups.ts';
import type { CountedMeasure } from '../measures/measure.ts';

const known = new WeakMap<FactCounting, Map<string, Promise<Groups>>>();

/** Who was where and when behind a measure, or behind the stays it counts a part of; gathered once for all that share them. */
export function groupsBehind(counting: FactCounting, measure: CountedMeasure): Promise<Groups> {
  const contributions = measure.stays?.contributions ?? measure.contributions;
  const byContributions = known.get(counting) ?? new Map<string, Promise<Groups>>();
  known.set(counting, byContributions);
  const found = byContributions.get(contributions) ?? gather(counting, { ...measure, contributions });
  byContributions.set(contributions, found);
  return found;
}

const gather = async (counting: FactCounting, measure: CountedMeasure): Promise<Groups> =>
  groupsOf(measure, await listPresences(counting, measure, ['ever']));
