import { firstDay, lastDay, type Period } from '../geography/period.ts';
import { leafPath } from './leaf-path.ts';
import type { CountedMeasure } from './measure.ts';
import type { Presence } from './meet-periods.ts';
import { isSafeRemainder } from './protection.ts';

/** People by the department where they count. */
export type Group = ReadonlyMap<string, ReadonlySet<string>>;

/** Who was where and when, as sets that can be subtracted from one another: what a reader's arithmetic amounts to. */
export interface Groups {
  /** Those present at least one day of the period. */
  presentIn(period: Period): Group;
  /** Those present at the end of its last day. */
  atEndOf(period: Period): Group;
  /** Those present at any time until the end of a year. */
  presentUntil(year: Period): Group;
  /** The first day anybody was there; null when nobody ever was. */
  since: string | null;
}

/** Presences come grouped by subject, each group in the order they began; each subject counts where it came last. */
export function groupsOf(measure: CountedMeasure, presences: readonly Presence[]): Groups {
  const known = new Map<string, Group>();
  const gather = (name: string, on: string, meets: (presence: Presence) => boolean): Group => {
    const group =
      known.get(name) ?? byDepartment(presences.filter(meets), (commune) => departmentOf(measure, commune, on));
    known.set(name, group);
    return group;
  };
  return {
    presentIn: (period) => {
      const [first, last] = [firstDay(period), lastDay(period)];
      return gather(period, last, ({ fromOn, toOn }) => fromOn <= last && (toOn === null || toOn >= first));
    },
    atEndOf: (period) => {
      const last = lastDay(period);
      return gather(last, last, ({ fromOn, toOn }) => fromOn <= last && (toOn === null || toOn > last));
    },
    presentUntil: (year) => gather(`until ${year}`, lastDay(year), ({ fromOn }) => fromOn <= lastDay(year)),
    since: presences.reduce<string | null>(
      (first, { fromOn }) => (first === null || fromOn < first ? fromOn : first),
      null,
    ),
  };
}

const departmentOf = (measure: CountedMeasure, commune: string, on: string): string =>
  leafPath(measure, commune, on, 'DEPARTMENT')[0];

function byDepartment(presences: readonly Presence[], find: (commune: string) => string): Group {
  const places = new Map(presences.map(({ subject, commune }) => [subject, commune]));
  const group = new Map<string, Set<string>>();
  const departments = new Map<string, string>();
  for (const [subject, commune] of places) {
    const department = departments.get(commune) ?? find(commune);
    departments.set(commune, department);
    group.set(department, (group.get(department) ?? new Set()).add(subject));
  }
  return group;
}

const NOBODY: ReadonlySet<string> = new Set();

/** Those of a group in one department. */
export const inside = (group: Group, department: string): ReadonlySet<string> => group.get(department) ?? NOBODY;

/** Whether a reader who subtracts one group from another that holds it finds nobody, or enough people. */
export function isSafeDifference(whole: ReadonlySet<string>, part: ReadonlySet<string>): boolean {
  const left = [...whole].filter((one) => !part.has(one)).length;
  return isSafeRemainder('PERSON', left) && isSafeRemainder('PERSON', Math.abs(whole.size - part.size));
}

/** Whether a group is nobody, or enough people. */
export const isSafeGroup = (people: ReadonlySet<string>): boolean => isSafeRemainder('PERSON', people.size);
