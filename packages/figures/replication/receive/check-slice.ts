import { holdsFacts } from '../../../geography/ancestors.ts';
import { dayInParis, firstDay, periodGrain } from '../../../calendar/period.ts';
import { ORGANISATION_ID, SLUG } from '../../../platform/references/id-forms.ts';
import { mapDay } from '../../measures/fact.ts';
import { CONTRACTS, translated, type Contracts } from '../../slices/contracts.ts';
import { isClosed } from '../../measures/closing.ts';
import { hasProgrammes, isProtected, sliceGrid, type Grid } from '../../measures/grid.ts';
import type { CountedMeasure } from '../../measures/measure.ts';
import { MINIMUM_SUBJECTS } from '../../disclosure/protection.ts';
import type { Doubt } from '../message/doubt.ts';
import { ALL_PROGRAMMES, type Fact } from '../../measures/fact.ts';
import { digestOf, LARGEST_COUNT, LONGEST_REASON, type Slice } from '../../slices/slice.ts';

/** A figure of one association; added up without end, what is larger would end as no number at all. */
const LARGEST_VALUE = 1e12;
/** A clock may be wrong by some hours; one that is wrong by more is to be put right before anything is believed. */
const CLOCK_TOLERANCE_MS = 24 * 3_600_000;
/** More facts than one association can have in one period; as many fit into one message (10 MB, in `gateway/limits`). */
const MOST_FACTS = 50_000;
const LONGEST_NAME = 200;

/**
 * What is wrong with a slice from outside, or null. Protection is checked again here: a hub never publishes a count of
 * people below the threshold, or on a finer grid than agreed, whatever it is sent.
 */
export function doubtSlice(
  slice: Slice,
  measures: ReadonlyMap<string, CountedMeasure>,
  now: Date,
  contracts: Contracts = CONTRACTS,
): Doubt | null {
  const { contract, epoch, revision, period, facts, asOf, digest } = slice;
  if (contract < contracts.oldest || contract > contracts.newest) {
    return doubt('UNKNOWN_CONTRACT', `Slices of version ${contract} are not understood here`);
  }
  if (![epoch, revision].every((count) => count >= 1 && count <= LARGEST_COUNT)) {
    return doubt('BAD_REVISION', `Epochs and revisions count from 1, to ${LARGEST_COUNT} at most`);
  }
  const said = doubtAdjustment(slice) ?? doubtSealed(slice, dayInParis(now));
  if (said) return said;
  // Empty, it takes back what was told of it by a clock that was ahead.
  if (facts.length > 0 && firstDay(period) > dayInParis(now))
    return doubt('PERIOD_IN_THE_FUTURE', `${period} has not begun`);
  if (facts.length > MOST_FACTS) return doubt('TOO_MANY_FACTS', `More than ${MOST_FACTS} facts`);
  if (!(asOf.getTime() <= now.getTime() + CLOCK_TOLERANCE_MS)) return doubt('BAD_INSTANT', '"asOf" has not come yet');
  for (const fact of facts) {
    const found = doubtShape(fact, slice);
    if (found) return found;
  }
  const seen = new Set<string>();
  for (const fact of translated(facts, contract, contracts)) {
    const found = doubtFact(fact, slice, measures) ?? doubtRepeated(fact, seen);
    if (found) return found;
  }
  return digestOf(facts) === digest
    ? null
    : doubt('DIGEST_MISMATCH', 'The facts are not those the digest was taken of');
}

/** An adjustment says why it is made; a period itself needs no reason. */
function doubtAdjustment({ part, reason }: Slice): Doubt | null {
  const isExplained = reason !== null && reason.length >= 1 && reason.length <= LONGEST_REASON;
  if (part >= 0 && (part === 0 ? reason === null : isExplained)) return null;
  return doubt('BAD_ADJUSTMENT', `An adjustment counts from 1 and has a reason of 1 to ${LONGEST_REASON} characters`);
}

/** What never changes any more is a year that has closed, with its months and quarters, and every adjustment of it. */
function doubtSealed({ period, part, sealed }: Slice, today: string): Doubt | null {
  if (part > 0 && !sealed) return doubt('BAD_ADJUSTMENT', 'An adjustment is sealed as what it adjusts is');
  if (!sealed || (period !== 'ever' && isClosed(period, today))) return null;
  return doubt('NOT_CLOSED', `${period} has not closed, and cannot be sealed`);
}

/** Of every fact, also of those that mean nothing here any more: they are kept and passed on. */
function doubtShape({ territory, programme, member }: Fact, slice: Slice): Doubt | null {
  if (programme !== ALL_PROGRAMMES && !(SLUG.test(programme) && programme.length <= LONGEST_NAME)) {
    return doubt('WRONG_PROGRAMME', `"${programme.slice(0, LONGEST_NAME)}" is no programme`);
  }
  if (!holdsFacts(territory, mapDay(slice, slice.asOf))) {
    return doubt('UNKNOWN_TERRITORY', `"${territory.slice(0, LONGEST_NAME)}" holds no facts in ${slice.period}`);
  }
  return member === '' || ORGANISATION_ID.test(member) ? null : doubt('WRONG_MEMBER', `In ${territory}`);
}

function doubtFact(fact: Fact, slice: Slice, measures: ReadonlyMap<string, CountedMeasure>): Doubt | null {
  const { measure: name, territory, programme, member, value } = fact;
  const measure = measures.get(name);
  if (!measure) return doubt('UNKNOWN_MEASURE', `No measure is called "${name.slice(0, LONGEST_NAME)}"`);
  const grid = sliceGrid(measure, periodGrain(slice.period));
  if (grid === null || (isProtected(measure) && !isPlaceOf(grid, territory))) {
    return doubt('WRONG_GRID', `${name} is not told for ${territory} in ${slice.period}`);
  }
  if ((measure.kind === 'SET') !== (member !== '')) {
    return doubt('WRONG_MEMBER', `${name} in ${territory}`);
  }
  if (programme !== ALL_PROGRAMMES && !hasProgrammes(measure)) {
    return doubt('WRONG_GRID', `${name} is not told by programme`);
  }
  return doubtValue(value, measure, slice.part > 0);
}

/** Of a wider place nothing would be known inside it, and each place in it would be read as an exact zero. */
const isPlaceOf = (grid: Grid, territory: string): boolean =>
  territory.endsWith('~other') || territory.startsWith(grid === 'COMMUNE' ? 'COM-' : 'DEP-');

function doubtValue(
  value: number | null,
  { name, kind, unit, protects }: CountedMeasure,
  isDifference: boolean,
): Doubt | null {
  if (value === null) return protects === null ? doubt('BAD_VALUE', `${name} is never hidden`) : null;
  const isCount = kind === 'DISTINCT' || kind === 'STOCK';
  const isNegative = value < 0 && unit !== 'EURO' && !isDifference;
  if (!(Math.abs(value) <= LARGEST_VALUE) || isNegative || (isCount && !Number.isInteger(value))) {
    return doubt('BAD_VALUE', `${name} cannot be ${value}`);
  }
  const isBelow = isCount && protects !== null && Math.abs(value) < MINIMUM_SUBJECTS[protects];
  return isBelow ? doubt('BELOW_THRESHOLD', `${name} is told for too small a group`) : null;
}

function doubtRepeated({ measure, territory, programme, member }: Fact, seen: Set<string>): Doubt | null {
  const key = [measure, territory, programme, member].join('|');
  if (seen.has(key)) return doubt('REPEATED_FACT', `${measure} in ${territory} is told twice`);
  seen.add(key);
  return null;
}

const doubt = (code: string, message: string): Doubt => ({ code, message: `${message}.` });
