import { ancestorsOf } from '../../geography/ancestors.ts';
import { mapDay } from '../measures/fact.ts';
import type { DatedFact } from '../measures/fact.ts';
import { otherOf } from '../../geography/territory.ts';
import { isSafeRemainder, MINIMUM_SUBJECTS } from './protection.ts';

const placeOf = ({ period, measure, territory }: Pick<DatedFact, 'period' | 'measure' | 'territory'>): string =>
  [period, measure, territory].join('|');
const nameOf = ({ period, measure, territory, value }: DatedFact): string =>
  [period, measure, territory, value].join('|');

/** Whether nothing at all changes. */
export function isSame(before: readonly DatedFact[], next: readonly DatedFact[]): boolean {
  const known = new Set(before.map(nameOf));
  return before.length === next.length && next.every((fact) => known.has(nameOf(fact)));
}

/** Whether what was hidden comes to light, or is nobody, and what was told stays as it was. */
export function isUnveiling(before: readonly DatedFact[], next: readonly DatedFact[]): boolean {
  const fresh = new Set(next.map(nameOf));
  const known = new Set(before.map(placeOf));
  return (
    before.every((fact) => fact.value === null || fresh.has(nameOf(fact))) &&
    next.every((fact) => known.has(placeOf(fact)))
  );
}

/**
 * Whether everything that can be read, added up over places too, changes by nobody or by enough people, and "other places" can
 * take in what was told before without telling what else is in them.
 */
export function isLargeStep(before: readonly DatedFact[], next: readonly DatedFact[], now: Date): boolean {
  const [old, fresh] = [added(before, now), added(next, now)];
  const isEachLarge = [...new Set([...old.keys(), ...fresh.keys()])].every((place) =>
    isLarge(old.get(place) ?? ZERO, fresh.get(place) ?? ZERO),
  );
  return isEachLarge && areSafeBeside(absorbed(before, next, now), next);
}

/** Of how many people "other places" of the next edition are known already: they were told at a place that is in them now. */
function absorbed(before: readonly DatedFact[], next: readonly DatedFact[], now: Date): Map<string, number> {
  const places = new Set(next.filter(({ value }) => value !== null).map(placeOf));
  const known = new Map<string, number>();
  for (const fact of before.filter(({ value }) => value !== null)) {
    if (places.has(placeOf(fact))) continue;
    const home = ancestorsOf(fact.territory, mapDay(fact, now))
      .map((code) => placeOf({ ...fact, territory: otherOf(code) }))
      .find((place) => places.has(place));
    if (home) known.set(home, (known.get(home) ?? 0) + (fact.people ?? 0));
  }
  return known;
}

/** Whoever came in a year is known to have been there: of "other places" no more than the rest is left for all others. */
const areSafeBeside = (known: ReadonlyMap<string, number>, next: readonly DatedFact[]): boolean =>
  next
    .filter((fact) => known.has(placeOf(fact)))
    .map((fact) => (fact.people ?? 0) - known.get(placeOf(fact))!)
    .every((rest) => rest < 0 || isSafeRemainder('PERSON', rest));

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
      const key = placeOf({ ...fact, territory: code });
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
