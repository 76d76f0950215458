import type pg from 'pg';
import { isOnPeople } from '../slices/edition.ts';
import { tidy } from '../../platform/schema/decimal.ts';
import { countedByName, type CountedMeasure } from '../measures/measure.ts';
import { MINIMUM_SUBJECTS } from '../disclosure/protection.ts';
import { isLargeStep } from '../disclosure/step.ts';
import type { Period } from '../../calendar/period.ts';
import { factsTold } from '../slices/facts-told.ts';
import type { DatedFact } from '../measures/fact.ts';

/** What operations count now, less what was told with all adjustments so far. */
export interface Differences {
  /** Facts of adjustments: what is to be added, or taken away, to tell what operations count now. */
  tellable: DatedFact[];
  /** How many facts differ and may not be told: they rest on too few people, or what was hidden then is not now. */
  withheld: number;
}

/**
 * What a sealed year would have to be adjusted by. Figures on people hang together, so they are told all or not at all:
 * where each of them, at every place, changes by nobody or by at least eleven people, and nothing hidden comes to light or
 * the reverse, since a difference cannot say so. Where it would have to say so of an amount of organisations, nothing is
 * told of that amount in that period: what it takes away in one place would be nowhere else.
 */
export function differencesOf(
  told: readonly DatedFact[],
  counted: readonly DatedFact[],
  measures: readonly CountedMeasure[],
  now: Date,
): Differences {
  const byName = countedByName(measures);
  const isPerson = ({ measure }: DatedFact): boolean => isOnPeople(byName.get(measure)!);
  // What an upgrade has removed is in no total any more.
  const known = told.filter(({ measure }) => byName.has(measure));
  const changes = changesBetween(known, counted);
  const people = changes.filter(({ fact }) => isPerson(fact));
  const others = changes.filter(({ fact }) => !isPerson(fact));
  const isSafe =
    people.every((change) => !change.isHidden && isLargeCount(change, byName)) &&
    isLargeStep(known.filter(isPerson), counted.filter(isPerson), now);
  const veiled = new Set(others.filter(({ isHidden }) => isHidden).map(({ fact }) => figureIn(fact)));
  const open = others.filter(({ fact }) => !veiled.has(figureIn(fact)));
  const tellable = [...open, ...(isSafe ? people : [])].map(({ fact }) => fact);
  return { tellable, withheld: changes.length - tellable.length };
}

interface Change {
  /** The difference itself. */
  fact: DatedFact;
  /** Whether a mark is on either side. */
  isHidden: boolean;
}

/** One figure of one slice, at whatever places. */
const figureIn = ({ period, measure }: DatedFact): string => `${period} ${measure}`;

// Loans rest on households: so many households more may be fewer loans more.
const isLargeCount = ({ fact: { measure, value } }: Change, measures: ReadonlyMap<string, CountedMeasure>): boolean =>
  measures.get(measure)!.kind === 'ADDITIVE' || Math.abs(value ?? 0) >= MINIMUM_SUBJECTS.PERSON;

function changesBetween(told: readonly DatedFact[], counted: readonly DatedFact[]): Change[] {
  const before = new Map(told.map((fact) => [keyOf(fact), fact]));
  const after = new Map(counted.map((fact) => [keyOf(fact), fact]));
  return [...new Map([...before, ...after])].flatMap(([key, fact]) => {
    const [old, fresh] = [before.get(key), after.get(key)];
    const isHidden = old?.value === null || fresh?.value === null;
    if (isHidden && old?.value === fresh?.value) return [];
    const value = tidy((fresh?.value ?? 0) - (old?.value ?? 0));
    const people = (fresh?.people ?? 0) - (old?.people ?? 0);
    if (!isHidden && value === 0 && people === 0) return [];
    return [{ isHidden, fact: { ...fact, value, people } }];
  });
}

const keyOf = ({ period, territory, measure, programme, member }: DatedFact): string =>
  [period, territory, measure, programme, member].join('|');

/** What an association tells of periods, adjustments added. */
export async function toldSoFar(
  client: Pick<pg.ClientBase, 'query'>,
  association: string,
  periods: readonly Period[],
): Promise<DatedFact[]> {
  const told = await factsTold(client, { association, periods });
  const totals = [...Map.groupBy(told, keyOf).values()].map((facts): DatedFact => {
    const { part: _part, ...fact } = facts[0]!;
    return { ...fact, value: sumOf(facts, 'value'), people: sumOf(facts, 'people') };
  });
  return totals.filter(({ value, people }) => value !== 0 || (people !== 0 && people !== null));
}

/** Null where one of them is not known, or hidden. */
function sumOf(facts: readonly DatedFact[], column: 'value' | 'people'): number | null {
  return facts.reduce<number | null>((sum, fact) => {
    const own = fact[column] ?? null;
    return sum === null || own === null ? null : tidy(sum + own);
  }, 0);
}
