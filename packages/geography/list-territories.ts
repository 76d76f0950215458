import { cog } from './cog.ts';
import { communesDuring } from './commune-history.ts';
import { findTerritory } from './find-territory.ts';
import { datedRegions, epciSpellsOf, everMembersOf, regionSpellsOf } from './membership.ts';
import {
  dayBefore,
  FRANCE,
  overlaps,
  type ParsedCode,
  parseCode,
  type Territory,
  type TerritoryLevel,
} from './territory.ts';

/** What to list. */
export interface TerritoryQuery {
  /** One level only; every level when left out. */
  level?: TerritoryLevel;
  /** What they must lie in, itself not listed; when left out, all of France, France listed. */
  within?: string;
  /** The day whose map is used ('YYYY-MM-DD'). */
  on: string;
  /** How many at most; 20 when left out. */
  first?: number;
  /** How many to pass over. */
  offset?: number;
}

/** A page of territories and how many there are in all. */
export interface TerritoryPage {
  nodes: Territory[];
  total: number;
}

const WIDEST_FIRST: readonly TerritoryLevel[] = ['COUNTRY', 'REGION', 'DEPARTMENT', 'EPCI', 'COMMUNE'];

/** Lists territories, widest level first, then by code. An unknown `within` holds nothing. */
export function territories({ level, within, on, first = 20, offset = 0 }: TerritoryQuery): TerritoryPage {
  const levels = level ? [level] : WIDEST_FIRST;
  const codes = levels.flatMap((each) =>
    each === 'COUNTRY' ? (within === undefined ? [FRANCE] : []) : codesInside(within ?? FRANCE, each, on),
  );
  return { nodes: codes.slice(offset, offset + first).map((code) => findTerritory(code)!), total: codes.length };
}

/**
 * The territories of a level that lie in another on a day, by code; none when the level is not narrower or the parent is
 * unknown or not of that day. An EPCI across two departments lies in both.
 */
export function children(code: string, level: TerritoryLevel, on: string): Territory[] {
  return codesInside(code, level, on).map((each) => findTerritory(each)!);
}

/** The codes of `children`, for whoever needs no names. */
export function codesInside(code: string, level: TerritoryLevel, on: string): string[] {
  return codesDuring(code, level, on, on);
}

/** The codes of a level that lay in a territory at some time from `first` to `last`, both included. */
export function codesDuring(code: string, level: TerritoryLevel, first: string, last: string): string[] {
  const parent = parseCode(code);
  if (!parent || parent.isOther || WIDEST_FIRST.indexOf(level) <= WIDEST_FIRST.indexOf(parent.level)) return [];
  if (level === 'REGION') return sorted('REG', regionsDuring(first, last));
  if (parent.level === 'EPCI') return sorted('COM', membersDuring(parent.key, first, last));
  const departments = departmentsDuring(parent, first, last);
  if (level === 'DEPARTMENT')
    return sorted(
      'DEP',
      departments.map(({ key }) => key),
    );
  if (level === 'EPCI') return sorted('EPCI', departments.flatMap(epcisDuring));
  return sorted(
    'COM',
    departments.flatMap((stay) => communesDuring(stay.key, stay.first, stay.last)),
  );
}

/** Something, and the days of it that count. */
interface Stay {
  key: string;
  first: string;
  last: string;
}

function departmentsDuring({ level, key }: ParsedCode, first: string, last: string): Stay[] {
  if (level === 'DEPARTMENT') return [{ key, first, last }];
  const all = [...cog().departments.keys()].map((department) => ({ key: department, first, last }));
  if (level === 'COUNTRY') return all;
  return all.flatMap((stay) =>
    regionSpellsOf(stay.key)
      .filter((spell) => spell.code === key && overlaps(spell, first, last))
      .map(({ from, to }) => ({
        key: stay.key,
        first: from !== null && from > first ? from : first,
        last: to !== null && to <= last ? dayBefore(to) : last,
      })),
  );
}

function regionsDuring(first: string, last: string): string[] {
  return [...datedRegions().values()].filter((region) => overlaps(region, first, last)).map(({ code }) => code);
}

function membersDuring(epci: string, first: string, last: string): string[] {
  return everMembersOf(epci).filter((commune) =>
    epciSpellsOf(commune).some((spell) => spell.code === epci && overlaps(spell, first, last)),
  );
}

/** A department has some hundred communes in some dozen EPCI: what is not kept is not made. */
function epcisDuring({ key, first, last }: Stay): string[] {
  const codes = new Set<string>();
  for (const commune of communesDuring(key, first, last)) {
    for (const spell of epciSpellsOf(commune)) if (overlaps(spell, first, last)) codes.add(spell.code);
  }
  return [...codes];
}

function sorted(prefix: string, keys: string[]): string[] {
  return [...new Set(keys)].sort().map((key) => `${prefix}-${key}`);
}
