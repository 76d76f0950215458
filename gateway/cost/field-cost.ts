import type { TerritoryLevel } from '../../packages/geography/territory.ts';
import { DEFAULT_PAGE, LONGEST_PAGE } from '../../packages/platform/read/page-limits.ts';
import { timesOf, type Described } from './described.ts';
import { territoriesInside, type Cut } from './places.ts';
import {
  byAssociation,
  byProgramme,
  byTerritory,
  otherPlaces,
  over,
  scopeOf,
  scopeOfImpact,
  type Factors,
  type Parts,
  type Scope,
  type World,
} from './scope.ts';
import {
  EXPECTED,
  FETCHED,
  FIELDS,
  FILE,
  FILE_PART,
  HEARD,
  INTROSPECTED,
  LEAF,
  LISTS,
  LOOKUPS,
  MOST_ADJUSTMENTS,
  OBJECT,
  OBJECTS,
  PLANNED,
  ROLLUP,
  SEARCHED,
  STATEMENT,
  UNITED,
  UNKNOWN_LIST,
  WORKED_OUT,
} from './weights.ts';

/** A field as it was asked for. */
export interface AskedField {
  /** Names of the type it stands on, of itself, and of the type it leads to. */
  parent: string;
  name: string;
  type: string;
  isList: boolean;
  isComposite: boolean;
  args: Readonly<Record<string, unknown>>;
  /** What it leads to, of the schema's own description; null elsewhere. */
  described: Described | null;
}

/** A place of the answer. */
export interface At {
  /** How often it may be there. */
  times: number;
  /** How long a page is, inside a list with pages. */
  page: number;
  path: readonly string[];
  /** How it comes to be there so often. */
  factors: Factors;
  scope: Scope | null;
  /** What stands there of the schema's own description. */
  described: Described | null;
}

/** What a field costs over all the places where it stands, and the place of what it leads to. */
export function fieldCost(field: AskedField, at: At, world: World): { own: number; inside: At } {
  const { times, factors, scope } = partsOf(field, at, world);
  const inside: At = {
    times: at.times * times,
    page: pageOf(field),
    path: [...at.path, field.name],
    factors: { ...at.factors, ...factors },
    scope,
    described: field.described,
  };
  const own = planned(field) + inside.times * weightOf(field) + at.times * workOf(field, at.scope, world);
  return { own, inside };
}

export const isIntrospection = ({ parent, name }: Pick<AskedField, 'parent' | 'name'>): boolean =>
  parent.startsWith('__') || name.startsWith('__');

function planned(field: AskedField): number {
  if (isIntrospection(field)) return 0;
  return (FETCHED[field.type] ?? 0) + (field.isComposite ? PLANNED.object : PLANNED.leaf);
}

function weightOf(field: AskedField): number {
  if (isIntrospection(field)) return INTROSPECTED;
  const more = FIELDS[`${field.parent}.${field.name}`] ?? 0;
  if (field.isComposite) return more + (OBJECTS[field.type] ?? OBJECT);
  return more + LEAF + (Object.keys(field.args).length > 0 ? WORKED_OUT : 0);
}

/** What stands behind a field where one of it stands: how many, how that is said, and what they are about. */
function partsOf(field: AskedField, at: At, world: World): Omit<Parts, 'scope'> & { scope: Scope | null } {
  const { parent, name, type, args, described } = field;
  const { page, scope } = at;
  if (described) return { times: timesOf(described) / at.times, factors: {}, scope: null };
  const impact = scope ?? scopeOf(null);
  switch (`${parent}.${name}`) {
    case 'Impact.byTerritory':
      return byTerritory(impact, args['level'] as TerritoryLevel);
    case 'Impact.otherPlaces':
      return otherPlaces(impact);
    case 'Impact.over':
      return over(impact, args['by'] as Cut, world);
    case 'Impact.byAssociation':
      return byAssociation(impact, world);
    case 'Impact.byProgramme':
      return byProgramme(impact, world);
    case 'Completeness.associations':
    case 'Completeness.late':
      return byAssociation(impact, world);
    case 'Territory.children':
      return byTerritory(impact, args['level'] as TerritoryLevel);
    case 'Query.territory':
      return { times: 1, factors: {}, scope: scopeOf(args['code']) };
  }
  if (type === 'Impact') return { times: 1, factors: {}, scope: scopeOfImpact(scope, parent, args) };
  if (type === 'TerritoryConnection') return { times: 1, factors: {}, scope: scopeOfPage(field) };
  const length = type === 'Adjustment' ? adjustmentsOf(impact) : lengthOf(field, page);
  const isOfScope = parent === 'TerritoryConnection' || parent === 'TerritoryEdge' || parent === 'Impact';
  return {
    times: length,
    factors: length > 1 ? { [`${parent}.${name}`]: `${length} ${name}` } : {},
    scope: isOfScope ? scope : null,
  };
}

function lengthOf({ parent, name, isList, isComposite }: AskedField, page: number): number {
  if (!isList || !isComposite) return 1;
  if (parent.endsWith('Connection')) return page;
  return LISTS[`${parent}.${name}`] ?? UNKNOWN_LIST;
}

/** They touch one place of a level each, and one period of a length. */
const adjustmentsOf = ({ territories, periods }: Scope): number =>
  Math.max(UNKNOWN_LIST, Math.ceil(MOST_ADJUSTMENTS / (territories * periods)));

const isPaged = ({ type }: AskedField): boolean => type.endsWith('Connection');

function pageOf(field: AskedField): number {
  const { first = DEFAULT_PAGE } = field.args as { first?: number };
  return isPaged(field) ? Math.min(Math.max(first, 1), LONGEST_PAGE) : 1;
}

/** A page of territories that lie side by side, each of them perhaps as large as what they lie in. */
const scopeOfPage = (field: AskedField): Scope => ({ ...scopeOf(field.args['within']), territories: pageOf(field) });

/** What a field has to do for each place where it stands, however little comes of it. */
function workOf(field: AskedField, scope: Scope | null, world: World): number {
  const { parent, name, type, args } = field;
  const impact = scope ?? scopeOf(null);
  const associations = (): number => (impact.isOfAssociation ? 1 : world.network.associations);
  const rollups = (): number => (ROLLUP * (LOOKUPS[name] ?? 1) * associations()) / impact.territories;
  switch (`${parent}.${name}`) {
    case 'Impact.byTerritory':
    case 'Territory.children':
      return searching(impact, args['level'] as TerritoryLevel) / impact.territories;
    case 'Query.territories':
      return STATEMENT + searching(scopeOf(args['within']), args['level'] as TerritoryLevel | undefined);
    case 'Impact.byAssociation':
      return EXPECTED * world.network.associations;
    case 'Impact.completeness':
      return HEARD * associations();
    case 'Impact.structuresStrengthened':
      return (UNITED * associations()) / impact.territories + rollups();
    case 'Impact.file':
      return FILE + FILE_PART * fileParts(impact, String(args['parts']), world);
  }
  if (isIntrospection(field)) return 0;
  if (parent === 'Impact' && type === 'Figure') return rollups();
  return parent === 'Query' || parent === 'Mutation' || isPaged(field) ? STATEMENT : 0;
}

/** Communes and EPCI are found among the communes; the others are few. */
function searching({ within, period }: Scope, level: TerritoryLevel = 'COMMUNE'): number {
  return level === 'COMMUNE' || level === 'EPCI' ? SEARCHED * territoriesInside(within, 'COMMUNE', period) : 0;
}

function fileParts(scope: Scope, parts: string, world: World): number {
  const [by, what] = parts.split('_');
  if (by !== 'BY') return 1;
  if (what === 'ASSOCIATION') return 1 + byAssociation(scope, world).times;
  if (what === 'PROGRAMME') return 1 + byProgramme(scope, world).times;
  if (what === 'MONTH' || what === 'QUARTER' || what === 'YEAR') return 1 + over(scope, what, world).times;
  return 1 + byTerritory(scope, what as TerritoryLevel).times + otherPlaces(scope).times;
}
