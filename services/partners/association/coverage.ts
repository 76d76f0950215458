import { ancestorsOf } from '../../../packages/geography/ancestors.ts';
import { codesInside } from '../../../packages/geography/list-territories.ts';
import { findTerritory } from '../../../packages/geography/find-territory.ts';
import { holdsOn, type Territory } from '../../../packages/geography/territory.ts';
import { firstDay, lastDay, type Period } from '../../../packages/calendar/period.ts';
import { dayBefore } from '../days.ts';
import type { Association } from './association.entity.ts';
import type { Member } from './network.ts';

/** Codes of the territories that a member works in on at least one day from one to another. */
export function coversBetween({ coverage }: Pick<Member, 'coverage'>, from: string, to: string): string[] {
  const holding = coverage.filter(({ since }, index) => {
    const next = coverage[index + 1]?.since;
    return since <= to && (next === undefined || next > from);
  });
  return [...new Set(holding.flatMap(({ covers }) => covers))];
}

/**
 * The departments where a member's figures may lie, whenever they are of: where it works or has worked, whole departments even
 * where it covers a part, and that of its seat.
 */
export function departmentsCovered({ seat, coverage }: Pick<Member, 'seat' | 'coverage'>): string[] {
  const lands = coverage.flatMap(({ since, covers }) => [seat, ...covers].map((code) => landOf(code, since)));
  return [...new Set(lands.flatMap(({ departments }) => [...departments]))].sort();
}

/** Whether one of some territories has land in common with another one, on the map of a day. */
export function meetTerritory(covers: readonly string[], territory: string, on: string): boolean {
  const asked = landOf(territory, on);
  return covers.some((covered) => haveLandInCommon(landOf(covered, on), asked));
}

/** Whether an association is a member on at least one day of a period. */
export function isMemberIn({ memberSince, memberUntil }: Association, period: Period): boolean {
  return memberSince <= lastDay(period) && (memberUntil === null || memberUntil >= firstDay(period));
}

/** A territory as communes when it is an EPCI or a commune, else as departments; and the departments it touches. */
interface Land {
  communes: ReadonlySet<string> | null;
  departments: ReadonlySet<string>;
}

const lands = new Map<string, Land>();
const MOST_LANDS_KEPT = 2_000;

/** Kept, since the same few territories are asked about for every association. */
function landOf(code: string, on: string): Land {
  const territory = findTerritory(code);
  if (!territory) return { communes: new Set(), departments: new Set() };
  const day = territory.level === 'COMMUNE' ? on : dayWithin(territory, on);
  const key = `${code} ${day}`;
  const known = lands.get(key);
  if (known) return known;
  const land = surveyed(territory, day);
  if (lands.size >= MOST_LANDS_KEPT) lands.clear();
  lands.set(key, land);
  return land;
}

function surveyed(territory: Territory, on: string): Land {
  const { code, level, parents } = territory;
  const departments = new Set(parents.filter((parent) => parent.startsWith('DEP-')));
  if (level === 'COMMUNE') return { communes: new Set([communeOnMap(code, on)]), departments };
  if (level === 'EPCI') return { communes: new Set(codesInside(code, 'COMMUNE', on)), departments };
  if (level === 'DEPARTMENT') return { communes: null, departments: new Set([code]) };
  return { communes: null, departments: new Set(codesInside(code, 'DEPARTMENT', on)) };
}

function haveLandInCommon(one: Land, other: Land): boolean {
  if (one.communes && other.communes) return meet(one.communes, other.communes);
  return meet(one.departments, other.departments);
}

/** The commune that a former one had become on the day. */
const communeOnMap = (code: string, on: string): string => ancestorsOf(code, on)[0]!;

/** The day itself, or the nearest on which the territory existed: a former region still says where it lay. */
function dayWithin(territory: Territory, on: string): string {
  if (holdsOn({ from: territory.validFrom, to: territory.validTo }, on)) return on;
  if (territory.validFrom !== null && on < territory.validFrom) return territory.validFrom;
  return dayBefore(territory.validTo!);
}

const meet = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  [...some].some((code) => others.has(code));
