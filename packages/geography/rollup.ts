import { cog } from './cog.ts';
import { communeOn, departmentOf, lifeOf, predecessorsOf, statesOf } from './commune-history.ts';
import {
  datedRegions,
  epciOf,
  epciSpellsOf,
  everMembersOf,
  regionSpellsOf,
  validityOfEpci,
  type Spell,
} from './membership.ts';
import { firstDay, lastDay, type Period } from '../calendar/period.ts';
import {
  covers,
  dayBefore,
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
 * departments, REG-25~other and REG-23~other; an EPCI → its communes; a commune → those that became it.
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

/** Whether facts that lie on the map of that day ('YYYY-MM-DD') can lie in a territory that `rollupCodes` knows. */
export function isOnMapOf(day: string, code: string): boolean {
  const { level, key } = parseCode(code)!;
  if (level === 'COMMUNE') return statesOf(key).length === 0 || statesOf(key).some((state) => holdsOn(state, day));
  const validity = level === 'EPCI' ? validityOfEpci(key) : level === 'REGION' ? datedRegions().get(key) : null;
  return !validity || holdsOn(validity, day);
}

function questionOf(period: Period, geography: Geography, today: string): Question {
  const first = firstDay(period);
  const end = lastDay(period);
  const last = end > today && first <= today ? today : end;
  const map = { AT_EVENT: null, AT_PERIOD_END: last, TODAY: today }[geography];
  return { first, last, map };
}

function forCommune(key: string, question: Question): RollupCodes {
  const { first, last, map } = question;
  const code = statesOf(key).length > 0 ? key : communeOn(key, map ?? last);
  if (!code || !statesOf(code).some((state) => isOnMap(state, question))) return NOWHERE;
  const sources = map === null ? [code] : sourcesOf(code, first, last, map);
  if (sources.length === 0) return NOWHERE;
  const main = sources.map((source) => `COM-${source}`);
  return { main, residual: residualsOver(departmentsOf(sources), question), exists: true };
}

/**
 * The communes whose facts of these days are a commune's own on the map: itself, and those that became a part of it. Empty
 * for one that was nothing but a part of another then: nobody can tell which facts were its own.
 */
function sourcesOf(code: string, first: string, last: string, map: string): string[] {
  const candidates = new Set([code]);
  for (const candidate of candidates) for (const origin of predecessorsOf(candidate)) candidates.add(origin);
  const existed = (one: string): boolean => statesOf(one).some((state) => overlaps(state, first, last));
  return [...candidates].filter((one) => existed(one) && communeOn(one, map) === code).sort();
}

const departmentsOf = (communes: readonly string[]): string[] => [...new Set(communes.map(departmentOf))].sort();

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
  const { first, last, map } = question;
  const members = everMembersOf(key);
  const sources =
    map === null
      ? members.filter((one) => spellsIn(key, one).some((spell) => overlaps(spell, first, last)))
      : members.filter((one) => epciOf(one, map) === key).flatMap((one) => sourcesOf(one, first, last, map));
  const isSteady = map === null || [...new Set([...members, ...sources])].every(isCountedAs(key, sources, question));
  const main = isSteady ? [`EPCI-${key}`] : sources.map((code) => `COM-${code}`);
  return { main, residual: residualsOver(departmentsOf(sources), question), exists: true };
}

/** Whether the EPCI's own figures hold a commune as the map does: all the time it existed, or never. */
function isCountedAs(epci: string, sources: readonly string[], { first, last }: Question) {
  return (commune: string): boolean => {
    const spells = spellsIn(epci, commune).filter((spell) => overlaps(spell, first, last));
    if (!sources.includes(commune)) return spells.length === 0;
    return lifeOf(commune)
      .filter((stretch) => overlaps(stretch, first, last))
      .every(({ from, to }) => {
        const begin = from !== null && from > first ? from : first;
        const end = to !== null && to <= last ? dayBefore(to) : last;
        return spells.some((spell) => covers(spell, begin, end));
      });
  };
}

const spellsIn = (epci: string, commune: string): Spell[] => epciSpellsOf(commune).filter(({ code }) => code === epci);

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
