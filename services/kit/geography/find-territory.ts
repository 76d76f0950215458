import { cog, type Commune } from './cog.ts';
import { PAST_MEMBERSHIPS } from './epci-history.ts';
import { datedRegions, epciOf, everMembersOf, regionOf, validityOfEpci } from './membership.ts';
import { FRANCE, parseCode, type Territory } from './territory.ts';

/** A day after every change known here. */
const NOW_AND_LATER = '9999-12-31';

/**
 * The commune that an INSEE code stands for ("56121"), or null. The code of a merged commune, or of an arrondissement
 * of Paris, Lyon or Marseille, stands for the commune it is part of today.
 */
export function communeOf(inseeCode: string): Commune | null {
  const { communes, aliases } = cog();
  return communes.get(aliases.get(inseeCode) ?? inseeCode) ?? null;
}

/** Whether an INSEE code ("56121") stands for a commune, merged ones included. */
export function isCommune(inseeCode: string): boolean {
  return communeOf(inseeCode) !== null;
}

/**
 * The territory with this code ("COM-56121", "REG-25"…), existing or former; null when there is none. A merged commune
 * answers as the commune it became; residuals ("DEP-56~other") are no territories.
 */
export function findTerritory(code: string): Territory | null {
  const parsed = parseCode(code);
  if (!parsed || parsed.isOther) return null;
  if (parsed.level === 'COMMUNE') return commune(parsed.key);
  if (parsed.level === 'EPCI') return epci(parsed.key);
  if (parsed.level === 'DEPARTMENT') return department(parsed.key);
  if (parsed.level === 'REGION') return region(parsed.key);
  const population = [...cog().regions.values()].reduce((total, area) => total + area.population, 0);
  return { code: FRANCE, name: 'France', level: 'COUNTRY', validFrom: null, validTo: null, population, parents: [] };
}

function commune(key: string): Territory | null {
  const found = communeOf(key);
  if (!found) return null;
  const { code, name, population, epci: siren, department: dep } = found;
  const parents = [...(siren ? [`EPCI-${siren}`] : []), ...above(dep, NOW_AND_LATER)];
  return { code: `COM-${code}`, name, level: 'COMMUNE', validFrom: null, validTo: null, population, parents };
}

function epci(key: string): Territory | null {
  const validity = validityOfEpci(key);
  if (!validity) return null;
  const area = cog().epcis.get(key);
  const name = area?.name ?? PAST_MEMBERSHIPS.findLast((membership) => membership.epci === key)!.name;
  const lastDay = dayBefore(validity.to);
  const members = everMembersOf(key).filter((member) => epciOf(member, lastDay) === key);
  const departments = [...new Set(members.map((member) => communeOf(member)!.department))].sort();
  const regions = new Set(departments.map((code) => `REG-${regionOf(code, lastDay)}`));
  const parents = [...departments.map((code) => `DEP-${code}`), ...regions, FRANCE];
  const population = area?.population ?? null;
  return {
    code: `EPCI-${key}`,
    name,
    level: 'EPCI',
    validFrom: validity.from,
    validTo: validity.to,
    population,
    parents,
  };
}

function department(key: string): Territory | null {
  const area = cog().departments.get(key);
  if (!area) return null;
  const parents = above(key, NOW_AND_LATER).slice(1);
  return {
    code: `DEP-${key}`,
    name: area.name,
    level: 'DEPARTMENT',
    validFrom: null,
    validTo: null,
    population: area.population,
    parents,
  };
}

function region(key: string): Territory | null {
  const found = datedRegions().get(key);
  if (!found) return null;
  const population = cog().regions.get(key)?.population ?? null;
  return {
    code: `REG-${key}`,
    name: found.name,
    level: 'REGION',
    validFrom: found.from,
    validTo: found.to,
    population,
    parents: [FRANCE],
  };
}

function above(dep: string, on: string): string[] {
  return [`DEP-${dep}`, `REG-${regionOf(dep, on)}`, FRANCE];
}

function dayBefore(day: string | null): string {
  if (day === null) return NOW_AND_LATER;
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
