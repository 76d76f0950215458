import { ancestorsOf } from '../../geography/ancestors.ts';
import { mapDay } from '../slice/apply-slice.ts';
import type { DatedFact } from '../slice/slice.ts';
import { MINIMUM_SUBJECTS } from './protection.ts';

const nameOf = ({ period, measure, territory, value }: DatedFact): string =>
  [period, measure, territory, value].join('|');

/** Whether nothing at all changes. */
export function isSame(before: readonly DatedFact[], next: readonly DatedFact[]): boolean {
  const known = new Set(before.map(nameOf));
  return before.length === next.length && next.every((fact) => known.has(nameOf(fact)));
}

/** Whether what was hidden comes to light, or is nobody, and what was told stays as it was. */
export function isUnveiling(before: readonly DatedFact[], next: readonly DatedFact[]): boolean {
  const placeOf = ({ period, measure, territory }: DatedFact): string => [period, measure, territory].join('|');
  const fresh = new Set(next.map(nameOf));
  const known = new Set(before.map(placeOf));
  return (
    before.every((fact) => fact.value === null || fresh.has(nameOf(fact))) &&
    next.every((fact) => known.has(placeOf(fact)))
  );
}

/** Whether everything that can be read, added up over places too, changes by nobody or by enough people. */
export function isLargeStep(before: readonly DatedFact[], next: readonly DatedFact[], now: Date): boolean {
  const [old, fresh] = [added(before, now), added(next, now)];
  return [...new Set([...old.keys(), ...fresh.keys()])].every((place) =>
    isLarge(old.get(place) ?? ZERO, fresh.get(place) ?? ZERO),
  );
}

interface Total {
  value: number;
  /** The fewest and the most people that a reader can take it to rest on. */
  least: number;
  most: number;
}

const ZERO: Total = { value: 0, least: 0, most: 0 };

function isLarge(old: Total, fresh: Total): boolean {
  const isUnchanged = old.value === fresh.value && old.least === fresh.least && old.most === fresh.most;
  const isMarked = old.most === 0 && fresh.least === 0;
  return (
    isUnchanged ||
    isMarked ||
    fresh.least - old.most >= MINIMUM_SUBJECTS.PERSON ||
    old.least - fresh.most >= MINIMUM_SUBJECTS.PERSON
  );
}

const isResidual = (code: string): boolean => code.endsWith('~other');

/** What is hidden may be anything below the threshold. A mark at "other places" is no place to be read by itself. */
function added(facts: readonly DatedFact[], now: Date): Map<string, Total> {
  const totals = new Map<string, Total>();
  for (const fact of facts) {
    for (const code of ancestorsOf(fact.territory, mapDay(fact, now))) {
      if (fact.value === null && isResidual(code)) continue;
      const key = [fact.period, fact.measure, code].join('|');
      const { value, least, most } = totals.get(key) ?? ZERO;
      totals.set(key, {
        value: value + (fact.value ?? 0),
        least: least + (fact.people ?? 0),
        most: most + (fact.people ?? mostIn(fact)),
      });
    }
  }
  return totals;
}

/** Of what is hidden, or was taken back from a hub, which never knew: any number. */
const mostIn = ({ value }: DatedFact): number => (value === null ? MINIMUM_SUBJECTS.PERSON - 1 : Infinity);
