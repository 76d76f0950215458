import { cog } from './cog.ts';
import { lifeOf } from './commune-history.ts';
import { OLDEST_EPCI_LIST, PAST_MEMBERSHIPS, STEADY_SINCE } from './epci-history.ts';
import { FORMER_REGIONS, REGIONS_REDRAWN_ON } from './history.ts';
import { holdsOn, type Validity } from './territory.ts';

/** A stretch during which something lay in one territory. */
export interface Spell extends Validity {
  /** Official code of what it lay in: of a region, or the SIREN of an EPCI. */
  code: string;
}

/** A region of today or of before 2016, and when it existed. */
export interface DatedRegion extends Validity {
  code: string;
  name: string;
  departments: readonly string[];
}

let regions: ReadonlyMap<string, DatedRegion> | undefined;
let regionSpells: ReadonlyMap<string, readonly Spell[]> | undefined;
let pastEpcis: ReadonlyMap<string, readonly Spell[]> | undefined;
let everMembers: ReadonlyMap<string, readonly string[]> | undefined;
const epciSpells = new Map<string, readonly Spell[]>();
const epciValidities = new Map<string, Validity | null>();

/** Every region, former ones included, by its code. */
export function datedRegions(): ReadonlyMap<string, DatedRegion> {
  return (regions ??= new Map(allRegions().map((region) => [region.code, region])));
}

/** The regions a department has lain in, with their dates. */
export function regionSpellsOf(department: string): readonly Spell[] {
  regionSpells ??= grouped(
    [...datedRegions().values()].flatMap(({ code, from, to, departments }) =>
      departments.map((of) => [of, { code, from, to }]),
    ),
  );
  return regionSpells.get(department) ?? [];
}

/** The region a department lay in on a day. Every department has one on every day. */
export function regionOf(department: string, on: string): string {
  return regionSpellsOf(department).find((spell) => holdsOn(spell, on))!.code;
}

/** The EPCI a commune is known to have been a member of, oldest first. */
export function epciSpellsOf(commune: string): readonly Spell[] {
  const known = epciSpells.get(commune);
  if (known) return known;
  const spells = readSpells(commune);
  epciSpells.set(commune, spells);
  return spells;
}

/** A spell begins where the one before ended, but never before the commune itself. */
function readSpells(commune: string): Spell[] {
  pastEpcis ??= grouped(
    PAST_MEMBERSHIPS.flatMap(({ epci, from, to, communes }) => communes.map((of) => [of, { code: epci, from, to }])),
  );
  const present = cog().communes.get(commune)?.epci;
  const spells = [...(pastEpcis.get(commune) ?? []), ...(present ? [{ code: present, from: null, to: null }] : [])];
  if (spells.length === 0) return [];
  const life = lifeOf(commune);
  return spells.map(({ code, from, to }, i) => {
    const known = from ?? spells[i - 1]?.to ?? STEADY_SINCE.get(code) ?? OLDEST_EPCI_LIST;
    const began = life.findLast((stretch) => to === null || (stretch.from ?? '') < to)?.from ?? known;
    return { code, from: began > known ? began : known, to };
  });
}

/** The EPCI (SIREN) of a commune on a day; null where it had none, or where no source here tells. */
export function epciOf(commune: string, on: string): string | null {
  return epciSpellsOf(commune).find((spell) => holdsOn(spell, on))?.code ?? null;
}

/** Every commune, former ones included, that is known to have been a member of an EPCI at some time. */
export function everMembersOf(epci: string): readonly string[] {
  everMembers ??= sortedGroups([
    ...[...cog().epcis].flatMap(([code, { members }]) => members.map((member): [string, string] => [code, member])),
    ...PAST_MEMBERSHIPS.flatMap(({ epci: code, communes }) => communes.map((one): [string, string] => [code, one])),
  ]);
  return everMembers.get(epci) ?? [];
}

/** When an EPCI is known to have existed; null when it never did. */
export function validityOfEpci(epci: string): Validity | null {
  if (!epciValidities.has(epci)) epciValidities.set(epci, readValidity(epci));
  return epciValidities.get(epci)!;
}

function readValidity(epci: string): Validity | null {
  const spells = everMembersOf(epci).flatMap((commune) => epciSpellsOf(commune).filter((spell) => spell.code === epci));
  if (spells.length === 0) return null;
  const from = spells.map((spell) => spell.from ?? '').sort()[0]!;
  const to = spells.some((spell) => spell.to === null)
    ? null
    : spells
        .map((spell) => spell.to!)
        .sort()
        .at(-1)!;
  return { from, to };
}

function allRegions(): DatedRegion[] {
  const merged = new Set(FORMER_REGIONS.flatMap((region) => region.departments));
  const former = FORMER_REGIONS.map((region) => ({ ...region, from: null, to: REGIONS_REDRAWN_ON }));
  const present = [...cog().regions.values()].map(({ code, name, members }) => {
    const isNew = members.some((department) => merged.has(department));
    return { code, name, departments: members, from: isNew ? REGIONS_REDRAWN_ON : null, to: null };
  });
  return [...former, ...present];
}

function grouped<T>(pairs: [string, T][]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

function sortedGroups(pairs: [string, string][]): Map<string, readonly string[]> {
  return new Map([...grouped(pairs)].map(([key, values]) => [key, [...new Set(values)].sort()]));
}
