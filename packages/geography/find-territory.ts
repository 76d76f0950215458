import { cog, type Commune } from './cog.ts';
import { communeOn, departmentOf, lifeOf, predecessorsOf, statesOf } from './commune-history.ts';
import { nameOfEpci } from './epci-history.ts';
import {
  datedRegions,
  epciOf,
  epciSpellsOf,
  everMembersOf,
  regionOf,
  regionSpellsOf,
  validityOfEpci,
} from './membership.ts';
import { dayBefore, FRANCE, holdsOn, parseCode, type Territory } from './territory.ts';

/** A day after every change known here. */
const NOW_AND_LATER = '9999-12-31';

/**
 * The present commune that an INSEE code stands for ("56121"), or null. The code of a merged commune, or of an
 * arrondissement of Paris, Lyon or Marseille, stands for the commune it is part of today.
 */
export function communeOf(inseeCode: string): Commune | null {
  const { communes, aliases } = cog();
  const code = communeOn(inseeCode, NOW_AND_LATER) ?? aliases.get(inseeCode) ?? inseeCode;
  return communes.get(code) ?? null;
}

/** Whether an INSEE code ("56121") stands for a commune, merged ones included. */
export function isCommune(inseeCode: string): boolean {
  return communeOf(inseeCode) !== null;
}

/**
 * The territory with this code ("COM-56121", "REG-25"…), existing or former; null when there is none. A commune that
 * ended before 2000 and an arrondissement of Paris, Lyon or Marseille answer as the commune they are part of; residuals
 * ("DEP-56~other") are no territories.
 */
export function findTerritory(code: string): Territory | null {
  const parsed = parseCode(code);
  if (!parsed || parsed.isOther) return null;
  if (parsed.level === 'COMMUNE') return commune(parsed.key);
  if (parsed.level === 'EPCI') return epci(parsed.key);
  if (parsed.level === 'DEPARTMENT') return department(parsed.key);
  if (parsed.level === 'REGION') return region(parsed.key);
  const population = [...cog().regions.values()].reduce((total, area) => total + area.population, 0);
  return { ...ALWAYS, code: FRANCE, name: 'France', level: 'COUNTRY', population, parents: [] };
}

/**
 * The name a territory bore on a day ("COM-35004" in 2011 → "Antrain"): its first one for a day before it began, its last
 * one for a day after it ended. Null when there is no such territory.
 */
export function nameOn(code: string, on: string): string | null {
  const territory = findTerritory(code);
  const key = territory && parseCode(territory.code)!.key;
  if (territory?.level === 'EPCI') return nameOfEpci(key!, on);
  if (territory?.level !== 'COMMUNE') return territory?.name ?? null;
  const states = statesOf(key!);
  const state = states.find((one) => holdsOn(one, on)) ?? states.findLast(({ to }) => to !== null && to <= on);
  return (state ?? states[0]!).name;
}

/** What does not change. */
const ALWAYS = { validFrom: null, validTo: null, successors: [], predecessors: [] } as const;

function commune(key: string): Territory | null {
  if (statesOf(key).length === 0) {
    const present = cog().aliases.get(key);
    return present === undefined ? null : commune(present);
  }
  const { name, to, successors } = statesOf(key).at(-1)!;
  const lastDay = to === null ? NOW_AND_LATER : dayBefore(to);
  const siren = epciOf(key, lastDay);
  return {
    code: `COM-${key}`,
    name,
    level: 'COMMUNE',
    validFrom: lifeOf(key).at(-1)!.from,
    validTo: to,
    population: cog().communes.get(key)?.population ?? null,
    parents: [...(siren ? [`EPCI-${siren}`] : []), ...above(departmentOf(key), lastDay)],
    successors: successors.map((code) => `COM-${code}`),
    predecessors: predecessorsOf(key).map((code) => `COM-${code}`),
  };
}

/** Kept: it takes a look at every member, and there are some thirteen hundred. */
const epcis = new Map<string, Territory>();

function epci(key: string): Territory | null {
  const known = epcis.get(key) ?? readEpci(key);
  if (known) epcis.set(key, known);
  return known;
}

function readEpci(key: string): Territory | null {
  const validity = validityOfEpci(key);
  if (!validity) return null;
  const { from, to } = validity;
  const lastDay = to === null ? NOW_AND_LATER : dayBefore(to);
  const members = everMembersOf(key).filter((member) => epciOf(member, lastDay) === key);
  const departments = [...new Set(members.map(departmentOf))].sort();
  const regions = new Set(departments.map((code) => `REG-${regionOf(code, lastDay)}`));
  return {
    code: `EPCI-${key}`,
    name: nameOfEpci(key, lastDay) ?? key,
    level: 'EPCI',
    validFrom: from,
    validTo: to,
    population: cog().epcis.get(key)?.population ?? null,
    parents: [...departments.map((code) => `DEP-${code}`), ...regions, FRANCE],
    successors: to === null ? [] : epcisOf(members, to),
    predecessors: endedInto(key),
  };
}

/** The EPCI that communes, or what they became, were members of on a day. */
function epcisOf(communes: readonly string[], on: string): string[] {
  const present = communes.map((member) => communeOn(member, on)).filter((member) => member !== null);
  const sirens = new Set(present.map((member) => epciOf(member, on)).filter((siren) => siren !== null));
  return [...sirens].sort().map((siren) => `EPCI-${siren}`);
}

/** The EPCI that ended and had members which became members of this one that very day. */
function endedInto(key: string): string[] {
  const before = everMembersOf(key).flatMap((member) => epciSpellsOf(member));
  const ended = [...new Set(before.map(({ code }) => code))].filter((siren) => siren !== key);
  return ended
    .filter((siren) => {
      const { to } = validityOfEpci(siren)!;
      const members = everMembersOf(siren).filter((one) => to !== null && epciOf(one, dayBefore(to)) === siren);
      return to !== null && epcisOf(members, to).includes(`EPCI-${key}`);
    })
    .sort()
    .map((siren) => `EPCI-${siren}`);
}

function department(key: string): Territory | null {
  const area = cog().departments.get(key);
  if (!area) return null;
  const { name, population } = area;
  const parents = above(key, NOW_AND_LATER).slice(1);
  return { ...ALWAYS, code: `DEP-${key}`, name, level: 'DEPARTMENT', population, parents };
}

function region(key: string): Territory | null {
  const found = datedRegions().get(key);
  if (!found) return null;
  const { name, from, to, departments } = found;
  const spells = departments.flatMap((one) => regionSpellsOf(one));
  const codes = (some: typeof spells): string[] => [...new Set(some.map(({ code }) => `REG-${code}`))].sort();
  return {
    code: `REG-${key}`,
    name,
    level: 'REGION',
    validFrom: from,
    validTo: to,
    population: cog().regions.get(key)?.population ?? null,
    parents: [FRANCE],
    successors: to === null ? [] : codes(spells.filter((spell) => spell.from === to)),
    predecessors: from === null ? [] : codes(spells.filter((spell) => spell.to === from)),
  };
}

function above(dep: string, on: string): string[] {
  return [`DEP-${dep}`, `REG-${regionOf(dep, on)}`, FRANCE];
}
