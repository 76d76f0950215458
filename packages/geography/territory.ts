/** The levels of territory that figures are told for, widest first. */
export type TerritoryLevel = 'COUNTRY' | 'REGION' | 'DEPARTMENT' | 'EPCI' | 'COMMUNE';

/** Which map a question about the past is answered on: that of each fact's day, that of the period's last day, or today's. */
export type Geography = 'AT_EVENT' | 'AT_PERIOD_END' | 'TODAY';

/** A territory of France, as the official code list (INSEE COG) names it. */
export interface Territory {
  /** "FR", "REG-53", "DEP-56", "EPCI-200042174" (SIREN) or "COM-56121" (INSEE code). */
  code: string;
  /** Its official French name, the last one if it changed. */
  name: string;
  level: TerritoryLevel;
  /** First day our sources know it ('YYYY-MM-DD'); null when it is older than every record here. */
  validFrom: string | null;
  /** First day it no longer existed ('YYYY-MM-DD'); null while it exists. */
  validTo: string | null;
  /** Inhabitants (population municipale of the vintage); null when unknown or when the territory is no more. */
  population: number | null;
  /** Codes of what it lies in, nearest level first, on today's map or, for a former territory, on its last day. */
  parents: readonly string[];
  /** Codes of what its land became when it ended; empty while it exists. */
  successors: readonly string[];
  /** Codes of those whose land, or a part of it, became its own, by code. */
  predecessors: readonly string[];
}

/** All of France: the 18 regions, metropolitan and overseas (DROM); the overseas collectivities are not in it. */
export const FRANCE = 'FR';

/** A territory code taken apart. */
export interface ParsedCode {
  level: TerritoryLevel;
  /** The official code without our prefix: "56121"; "" for France. */
  key: string;
  /** True for a residual: the people of this territory whose place inside it may not be told. */
  isOther: boolean;
}

const LEVELS = new Map<string, TerritoryLevel>([
  ['REG', 'REGION'],
  ['DEP', 'DEPARTMENT'],
  ['EPCI', 'EPCI'],
  ['COM', 'COMMUNE'],
]);

/** Takes "DEP-56~other" apart; null when the text is not of the form of a code. Does not tell whether the territory exists. */
export function parseCode(code: string): ParsedCode | null {
  const [, text = '', other] = /^(.*?)(~other)?$/s.exec(code) ?? [];
  if (text === FRANCE) return { level: 'COUNTRY', key: '', isOther: Boolean(other) };
  const [, prefix = '', key = ''] = /^([A-Z]+)-([0-9AB]+)$/.exec(text) ?? [];
  const level = LEVELS.get(prefix);
  if (!level || (other && (level === 'COMMUNE' || level === 'EPCI'))) return null;
  return { level, key, isOther: Boolean(other) };
}

/** The residual of a department, a region or France: "DEP-56" → "DEP-56~other". */
export const otherOf = (code: string) => `${code}~other`;

/** A stretch of validity: from its first day (null: always) to the first day after it (null: still). */
export interface Validity {
  from: string | null;
  to: string | null;
}

/** Whether a validity holds on a day. */
export function holdsOn(validity: Validity, day: string): boolean {
  return overlaps(validity, day, day);
}

/** Whether a validity shares at least one day with the stretch from `first` to `last`, both included. */
export function overlaps({ from, to }: Validity, first: string, last: string): boolean {
  return (from === null || from <= last) && (to === null || to > first);
}

/** Whether a validity holds on every day from `first` to `last`, both included. */
export function covers({ from, to }: Validity, first: string, last: string): boolean {
  return (from === null || from <= first) && (to === null || to > last);
}

/** The day before one ('YYYY-MM-DD'). */
export function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
