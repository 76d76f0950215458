import { CHANGES, type CommuneLine } from './changes.ts';
import { cog } from './cog.ts';
import { holdsOn, overlaps, type Validity } from './territory.ts';

/** A stretch in which a commune existed under one name. */
export interface CommuneState extends Validity {
  code: string;
  name: string;
  /** Codes of what its land became on the day `to`, its own first when it lived on; none while it lasts. */
  successors: readonly string[];
}

let histories: ReadonlyMap<string, readonly CommuneState[]> | undefined;
let origins: ReadonlyMap<string, readonly string[]> | undefined;
let byDepartment: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * The states of a commune, oldest first, which may leave out a time when it was a part of another; none for a code that
 * never was a commune, or that ended before 2000.
 */
export function statesOf(code: string): readonly CommuneState[] {
  histories ??= readHistories();
  const known = histories.get(code);
  if (known) return known;
  const commune = cog().communes.get(code);
  return commune ? [{ code, name: commune.name, from: null, to: null, successors: [] }] : [];
}

/**
 * The code of the commune that a code stood for on a day: itself while it was one, what it became afterwards, what it
 * came out of before it began. An arrondissement of Paris, Lyon or Marseille stands for its city, and a commune that
 * ended before 2000 for what it is part of today. Null when no commune is known there.
 */
export function communeOn(code: string, on: string): string | null {
  const states = statesOf(code);
  if (states.length === 0) return standsFor(code, on);
  if (states.some((state) => holdsOn(state, on))) return code;
  const ended = states.findLast(({ to }) => to !== null && to <= on);
  const next = ended ? ended.successors[0] : predecessorsOf(code)[0];
  return next === undefined ? null : communeOn(next, on);
}

function standsFor(code: string, on: string): string | null {
  const present = cog().aliases.get(code);
  return present === undefined ? null : communeOn(present, on);
}

/** Communes whose land, or a part of it, became this one's, at any time, by code. */
export function predecessorsOf(code: string): readonly string[] {
  origins ??= readOrigins();
  return origins.get(code) ?? [];
}

/** The stretches during which a commune existed without a break, under whatever names, oldest first. */
export function lifeOf(code: string): Validity[] {
  const life: Validity[] = [];
  for (const { from, to } of statesOf(code)) {
    const last = life.at(-1);
    if (last && last.to === from) last.to = to;
    else life.push({ from, to });
  }
  return life;
}

/** The department of a commune's code: the official codes begin with it, and change with it. */
export function departmentOf(code: string): string {
  return code.slice(0, code.startsWith('97') ? 3 : 2);
}

/** The communes of a department that existed at some time from `first` to `last`, by code. */
export function communesDuring(department: string, first: string, last: string): string[] {
  byDepartment ??= readDepartments();
  const codes = byDepartment.get(department) ?? [];
  return codes.filter((code) => alwaysWas(code) || statesOf(code).some((state) => overlaps(state, first, last)));
}

/** Whether a commune has no history at all, as most. */
function alwaysWas(code: string): boolean {
  histories ??= readHistories();
  return !histories.has(code) && cog().communes.has(code);
}

function readHistories(): Map<string, CommuneState[]> {
  const ofCode = Map.groupBy(
    CHANGES.flatMap(({ communes }) => communes).toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1)),
    ({ code }) => code,
  );
  return new Map([...ofCode].map(([code, rows]) => [code, statesFrom(code, rows)]));
}

const dayOf = ({ from, to }: CommuneLine): string => to ?? from!;

/** A line without a first day goes on where the line before ended; one without a last day says when the commune began again. */
function statesFrom(code: string, rows: readonly CommuneLine[]): CommuneState[] {
  const states: CommuneState[] = [];
  let begins: string | null = null;
  for (const { from, to, name, successors } of rows) {
    begins = from ?? begins;
    if (to === null) continue;
    states.push({ code, name, from: begins, to, successors: successors.toSorted((a) => (a === code ? -1 : 0)) });
    begins = successors.includes(code) ? to : null;
  }
  const present = cog().communes.get(code);
  return present ? [...states, { code, name: present.name, from: begins, to: null, successors: [] }] : states;
}

function readOrigins(): Map<string, string[]> {
  histories ??= readHistories();
  const pairs = [...histories.values()]
    .flat()
    .flatMap(({ code, successors }) =>
      successors.filter((successor) => successor !== code).map((successor) => [successor, code] as const),
    );
  const bySuccessor = Map.groupBy(pairs, ([successor]) => successor);
  return new Map([...bySuccessor].map(([code, some]) => [code, [...new Set(some.map(([, origin]) => origin))].sort()]));
}

function readDepartments(): ReadonlyMap<string, readonly string[]> {
  histories ??= readHistories();
  const codes = new Set([...cog().communes.keys(), ...histories.keys()]);
  return Map.groupBy([...codes].sort(), departmentOf);
}
