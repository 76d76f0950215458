import { cog } from './cog.ts';
import { communeOn, departmentOf } from './commune-history.ts';
import { datedRegions, epciOf, regionOf } from './membership.ts';
import { FRANCE, holdsOn, parseCode } from './territory.ts';

/**
 * Every code that a fact recorded at `code` on the day `on` ('YYYY-MM-DD') counts in, narrowest first, itself included,
 * on the map of that day: "COM-56121" in 2011 → COM-56121, EPCI-245600341, DEP-56, REG-53, FR.
 *
 * A fact may be recorded at a commune, a department, a region, France, or a residual of one of the last three. A
 * commune that was no more, or not yet, counts as the one it became or came out of.
 * @throws RangeError when no fact may be recorded there on that day (unknown code, an EPCI, a region before or after its time)
 */
export function ancestorsOf(code: string, on: string): string[] {
  const ancestors = whereFactsCount(code, on);
  if (ancestors) return ancestors;
  throw new RangeError(
    `No fact can be recorded at "${code}" on ${on}: name a commune, a department, a region of that day, "FR", or a residual.`,
  );
}

/** Whether a fact may be recorded at this code on that day: what a hub checks before it believes a slice. */
export function holdsFacts(code: string, on: string): boolean {
  return whereFactsCount(code, on) !== null;
}

function whereFactsCount(code: string, on: string): string[] | null {
  const parsed = parseCode(code);
  if (!parsed) return null;
  const rest = parsed.isOther ? [code] : [];
  if (parsed.level === 'COUNTRY') return [...rest, FRANCE];
  if (parsed.level === 'REGION') return prefixed(rest, aboveRegion(parsed.key, on));
  if (parsed.level === 'DEPARTMENT') return prefixed(rest, aboveDepartment(parsed.key, on));
  if (parsed.level === 'COMMUNE') return aboveCommune(parsed.key, on);
  return null;
}

function aboveCommune(key: string, on: string): string[] | null {
  const code = communeOn(key, on);
  if (!code) return null;
  const epci = epciOf(code, on);
  return prefixed([`COM-${code}`, ...(epci ? [`EPCI-${epci}`] : [])], aboveDepartment(departmentOf(code), on));
}

function aboveDepartment(key: string, on: string): string[] | null {
  return cog().departments.has(key) ? [`DEP-${key}`, `REG-${regionOf(key, on)}`, FRANCE] : null;
}

function aboveRegion(key: string, on: string): string[] | null {
  const region = datedRegions().get(key);
  return region && holdsOn(region, on) ? [`REG-${key}`, FRANCE] : null;
}

function prefixed(codes: string[], above: string[] | null): string[] | null {
  return above && [...codes, ...above];
}
