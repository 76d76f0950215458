import { cog } from './cog.ts';
import { communeOf } from './find-territory.ts';
import { datedRegions, epciOf, epciSpellsOf, everMembersOf, regionSpellsOf, validityOfEpci } from './membership.ts';
import { firstDay, lastDay, type Period } from './period.ts';
import {
  covers,
  FRANCE,
  type Geography,
  holdsOn,
  otherOf,
  overlaps,
  type ParsedCode,
  parseCode,
  type Validity,
} from './territory.ts';

/** Where to look for the figure of a territory, among figures that were added up on the map of each fact's day. */
export interface RollupCodes {
  /** Codes whose figures add up to the territory's; no fact is under two of them. */
  main: string[];
  /** Residuals of wider territories, where a part of the figure may hide; nearest first. */
  residual: string[];
  /** False when the territory is unknown, or has no place on the chosen map; the lists are then empty. */
  exists: boolean;
}

/** Days from first to last, both included; `map` is the day whose map is used, null for that of each fact. */
interface Question {
  first: string;
  last: string;
  map: string | null;
}

const NOWHERE: RollupCodes = { main: [], residual: [], exists: false };

/**
 * Which codes to add up to answer for a territory over a period on the chosen map. A region or an EPCI whose limits on
 * that map are not those the facts were counted under is taken apart: REG-28 on today's map for 2011 → its five
 * departments, REG-25~other and REG-23~other; an EPCI → its communes.
 * @param today the day it is ('YYYY-MM-DD'); the end of a period that is not over counts as today
 */
export function rollupCodes(code: string, period: Period, geography: Geography, today: string): RollupCodes {
  const parsed = parseCode(code);
  if (!parsed) return NOWHERE;
  const question = questionOf(period, geography, today);
  const { level, key, isOther } = parsed;
  if (level === 'COMMUNE') return forCommune(key, question);
  if (level === 'EPCI') return forEpci(key, question);
  if (level === 'DEPARTMENT') return forDepartment(parsed, question);
  if (level === 'REGION') return forRegion(parsed, question);
  return { main: [isOther ? otherOf(FRANCE) : FRANCE], residual: [], exists: true };
}

function questionOf(period: Period, geography: Geography, today: string): Question {
  const first = firstDay(period);
  const end = lastDay(period);
  const last = end > today && first <= today ? today : end;
  const map = { AT_EVENT: null, AT_PERIOD_END: last, TODAY: today }[geography];
  return { first, last, map };
}

function forCommune(key: string, question: Question): RollupCodes {
  const commune = communeOf(key);
  if (!commune) return NOWHERE;
  return { main: [`COM-${commune.code}`], residual: residualsOver([commune.department], question), exists: true };
}

function forDepartment({ key, isOther }: ParsedCode, question: Question): RollupCodes {
  if (!cog().departments.has(key)) return NOWHERE;
  const code = `DEP-${key}`;
  const wider = residualsOver([key], question).slice(1);
  return { main: [isOther ? otherOf(code) : code], residual: wider, exists: true };
}

function forRegion({ key, isOther }: ParsedCode, question: Question): RollupCodes {
  const region = datedRegions().get(key);
  if (!region || !isOnMap(region, question)) return NOWHERE;
  const inTime = question.map === null ? [key] : regionsDuring(region.departments, question);
  const others = inTime.map((code) => otherOf(`REG-${code}`));
  const isSteady = inTime.length === 1 && inTime[0] === key;
  const whole = isSteady ? [`REG-${key}`] : [...region.departments.map((code) => `DEP-${code}`), ...others];
  return { main: isOther ? others : whole, residual: [otherOf(FRANCE)], exists: true };
}

function forEpci(key: string, question: Question): RollupCodes {
  const validity = validityOfEpci(key);
  if (!validity || !isOnMap(validity, question)) return NOWHERE;
  const members = membersOf(key, question);
  const departments = [...new Set(members.map((code) => communeOf(code)!.department))].sort();
  const main = isSteadyEpci(key, question) ? [`EPCI-${key}`] : members.map((code) => `COM-${code}`);
  return { main, residual: residualsOver(departments, question), exists: true };
}

function membersOf(epci: string, { first, last, map }: Question): string[] {
  const isMember = (commune: string) =>
    map === null
      ? epciSpellsOf(commune).some((spell) => spell.code === epci && overlaps(spell, first, last))
      : epciOf(commune, map) === epci;
  return everMembersOf(epci).filter(isMember);
}

/** Whether the EPCI's own figures are those of its communes on the map: each was in it all the time, or none of the time. */
function isSteadyEpci(epci: string, { first, last, map }: Question): boolean {
  if (map === null) return true;
  return everMembersOf(epci).every((commune) => {
    const spells = epciSpellsOf(commune).filter((spell) => spell.code === epci);
    const isOnTheMap = spells.some((spell) => holdsOn(spell, map));
    return isOnTheMap
      ? spells.some((spell) => covers(spell, first, last))
      : !spells.some((spell) => overlaps(spell, first, last));
  });
}

/** The residuals of departments, of the regions they lay in during the period, and of France. */
function residualsOver(departments: readonly string[], question: Question): string[] {
  const regions = regionsDuring(departments, question);
  return [...departments.map((code) => `DEP-${code}`), ...regions.map((code) => `REG-${code}`), FRANCE].map(otherOf);
}

function regionsDuring(departments: readonly string[], { first, last }: Question): string[] {
  const spells = departments.flatMap((department) => regionSpellsOf(department));
  return [...new Set(spells.filter((spell) => overlaps(spell, first, last)).map((spell) => spell.code))];
}

function isOnMap(validity: Validity, { first, last, map }: Question): boolean {
  return map === null ? overlaps(validity, first, last) : holdsOn(validity, map);
}
