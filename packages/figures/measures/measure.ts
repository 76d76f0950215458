import { registerEnumType } from 'type-graphql';

/** What a figure counts in. */
export const Unit = {
  COMPUTER: 'COMPUTER',
  HOUSEHOLD: 'HOUSEHOLD',
  PERSON: 'PERSON',
  ORGANISATION: 'ORGANISATION',
  LOAN: 'LOAN',
  DONATION: 'DONATION',
  REPAIR: 'REPAIR',
  SESSION: 'SESSION',
  ATTENDANCE: 'ATTENDANCE',
  SERVICE: 'SERVICE',
  VISA: 'VISA',
  AGREEMENT: 'AGREEMENT',
  HOUR: 'HOUR',
  MONTH: 'MONTH',
  EURO: 'EURO',
  KILOGRAM_CO2: 'KILOGRAM_CO2',
  RATIO: 'RATIO',
} as const;
export type Unit = keyof typeof Unit;
registerEnumType(Unit, {
  name: 'Unit',
  description:
    'What a figure counts in. EURO is euros with cents as decimals, HOUR has two decimals at most; RATIO is a number from 0 to 1.',
});

export const MeasureKind = {
  ADDITIVE: 'ADDITIVE',
  DISTINCT: 'DISTINCT',
  STOCK: 'STOCK',
  SET: 'SET',
  RATIO: 'RATIO',
} as const;
export type MeasureKind = keyof typeof MeasureKind;
registerEnumType(MeasureKind, {
  name: 'MeasureKind',
  description: 'How a figure may be added up.',
  valuesConfig: {
    ADDITIVE: { description: 'Adds up over time, places and associations.' },
    DISTINCT: { description: 'Each subject once per period: adds up over places only; over associations an interval.' },
    STOCK: { description: 'State on the last day of the period: adds up over places, never over time.' },
    SET: { description: 'Distinct organisations, exact over any time, place and association.' },
    RATIO: { description: 'A quotient of two figures: never adds up.' },
  },
});

export const Protection = { PERSON: 'PERSON', ORGANISATION: 'ORGANISATION' } as const;
export type Protection = keyof typeof Protection;
registerEnumType(Protection, {
  name: 'Protection',
  description: 'Whom a figure could betray, hence the smallest group it may be published for.',
  valuesConfig: {
    PERSON: { description: 'Nothing is published that rests on fewer than 11 people or households.' },
    ORGANISATION: { description: 'At least 3 organisations, none over 85 % of the amount.' },
  },
});

/** What clients and readers are told of a figure. */
interface Described {
  /** The field of `Impact`, in camelCase. */
  name: string;
  unit: Unit;
  label: { fr: string; en: string };
  /** One sentence that settles what counts and what does not. */
  definition: string;
  definitionFr: string;
  /** The first day for which the figure means anything, 'YYYY-MM-DD'. */
  since: string;
  /** Where the definition or the data comes from. */
  source: string;
  /** An ingredient of other figures that clients have no use for. */
  inaccessible?: boolean;
  /** How many digits of an estimate are told; it is added up with all of them. */
  significantDigits?: number;
}

/**
 * Stays that several figures count parts of: loans, visas under way. Who is present in a year, less who is there at its end,
 * is who left: such figures are told together, or a reader gets by subtraction what is too small to tell.
 */
export interface Stays {
  /** Contributions, one for each stay; `to_on` is the day it ends, at the end of which it is over (null: still). */
  contributions: string;
  /** What the figure counts: stays of the period, those there at the end of its last day, those that begin or end in it. */
  part: 'PRESENT' | 'AT_END' | 'BEGUN' | 'ENDED';
  /** Whether who is present in a year is told, too. */
  isPresenceTold: boolean;
}

/** A figure computed from the service's own rows. */
export interface CountedMeasure extends Described {
  kind: 'ADDITIVE' | 'DISTINCT' | 'STOCK' | 'SET';
  protects: Protection | null;
  /**
   * One SQL select on the service's own tables, without a closing semicolon, giving the columns
   * `from_on date, to_on date, commune text, programme text, subject text, amount numeric`:
   * - ADDITIVE: `amount` counts on the day `from_on`; `to_on` is ignored; `subject` is whom it rests on, when protected.
   * - DISTINCT: `subject` counts once in each period that [from_on, to_on] meets (`to_on` null: still), in one commune,
   *   that of its latest `from_on`; `amount` and `programme` are ignored.
   * - STOCK: as DISTINCT, on the period's last day (today while it runs).
   * - SET: the organisations themselves (`subject`: SIRET, else RNA, else own id), as DISTINCT but in every commune met.
   *
   * `commune` is `COM-…`; null means the association's seat; unprotected ADDITIVE measures may give any territory code.
   * `$from` and `$to` stand for the days that matter to this run (rows that do not meet them may be left out);
   * `$seat` for the association's own commune.
   */
  contributions: string;
  /**
   * Contributions whose subjects are the people that a DISTINCT or STOCK of things rests on, when its own subjects are the
   * things: a household with two loans is one household.
   */
  restsOn?: string;
  /**
   * Contributions of those whom a reader finds by subtracting this figure from a wider one. It is told only where they are
   * nobody, or enough to be told themselves.
   */
  remainder?: string;
  /** The stays that it counts a part of, with other figures of the service: required of a STOCK of people. */
  stays?: Stays;
}

/** A quotient of two figures of the same service, computed on reading and never stored. */
export interface RatioMeasure extends Described {
  kind: 'RATIO';
  /** Names of two measures of the same service. */
  numerator: string;
  denominator: string;
}

export type Measure = CountedMeasure | RatioMeasure;

/** Declares a measure; throws at start-up when the declaration cannot work. */
export function defineMeasure<M extends Measure>(measure: M): M {
  const wrong = (problem: string) => new Error(`Measure ${measure.name}: ${problem}`);
  if (!/^[a-z][A-Za-z0-9]*$/.test(measure.name)) throw wrong('the name is not in camelCase');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(measure.since)) throw wrong('"since" is not a day');
  if (measure.kind === 'RATIO') return measure;
  if (measure.contributions.trim().endsWith(';')) throw wrong('contributions end with a semicolon');
  if (measure.kind === 'SET' && measure.protects === 'PERSON') throw wrong('a set of people is never published');
  const isCount = measure.kind === 'DISTINCT' || measure.kind === 'STOCK';
  if (isCount && measure.protects === 'ORGANISATION') throw wrong('distinct organisations are a set');
  if (measure.kind === 'STOCK' && measure.protects === 'PERSON' && measure.stays?.part !== 'AT_END')
    throw wrong('a stock of people counts the end of stays');
  return measure;
}

/** The service's measures that have contributions of their own. */
export function countedMeasures(measures: readonly Measure[]): CountedMeasure[] {
  return measures.filter((measure): measure is CountedMeasure => measure.kind !== 'RATIO');
}

/** The same by their names. */
export const countedByName = (measures: readonly Measure[]): Map<string, CountedMeasure> =>
  new Map(countedMeasures(measures).map((measure) => [measure.name, measure]));

/** What `measures` of the graph answers for one service: plain data, written beside the schema when it is generated. */
export function measureCatalogue(service: string, measures: readonly Measure[]) {
  return measures
    .filter(({ inaccessible }) => !inaccessible)
    .map((measure) => ({ ...describeMeasure(measure), service }));
}

/** A measure as the graph's `Measure`. */
export function describeMeasure(measure: Measure) {
  return {
    name: measure.name,
    unit: measure.unit,
    kind: measure.kind,
    label: measure.label.en,
    labelFr: measure.label.fr,
    definition: measure.definition,
    definitionFr: measure.definitionFr,
    since: measure.since,
    source: measure.source,
    protects: measure.kind === 'RATIO' ? null : measure.protects,
  };
}
