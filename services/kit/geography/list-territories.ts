import { cog } from './cog.ts';
import { findTerritory } from './find-territory.ts';
import { datedRegions, epciOf, everMembersOf, regionOf } from './membership.ts';
import { FRANCE, holdsOn, parseCode, type Territory, type TerritoryLevel } from './territory.ts';

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
  const parent = parseCode(code);
  if (!parent || parent.isOther || WIDEST_FIRST.indexOf(level) <= WIDEST_FIRST.indexOf(parent.level)) return [];
  if (level === 'REGION') return sorted('REG', regionsOn(on));
  if (parent.level === 'EPCI')
    return sorted(
      'COM',
      everMembersOf(parent.key).filter((member) => epciOf(member, on) === parent.key),
    );
  const departments = departmentsIn(parent.level, parent.key, on);
  if (level === 'DEPARTMENT') return sorted('DEP', departments);
  const communes = departments.flatMap((department) => cog().departments.get(department)?.members ?? []);
  if (level === 'COMMUNE') return sorted('COM', communes);
  return sorted(
    'EPCI',
    [...new Set(communes.map((commune) => epciOf(commune, on)))].filter((siren) => siren !== null),
  );
}

function departmentsIn(level: TerritoryLevel, key: string, on: string): string[] {
  if (level === 'DEPARTMENT') return [key];
  const all = [...cog().departments.keys()];
  return level === 'COUNTRY' ? all : all.filter((department) => regionOf(department, on) === key);
}

function regionsOn(on: string): string[] {
  return [...datedRegions().values()].filter((region) => holdsOn(region, on)).map((region) => region.code);
}

function sorted(prefix: string, keys: string[]): string[] {
  return keys.sort().map((key) => `${prefix}-${key}`);
}
