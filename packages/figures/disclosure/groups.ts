import { firstDay, lastDay, type Period } from '../../calendar/period.ts';
import type { Grid } from '../measures/grid.ts';
import { leafPath } from './leaf-path.ts';
import type { CountedMeasure } from '../measures/measure.ts';
import type { Presence } from '../measures/meet-periods.ts';
import { isSafeRemainder } from './protection.ts';

/** People by the department, or the commune, where they count. */
export type Group = ReadonlyMap<string, ReadonlySet<string>>;

/** Who was where and when, as sets that can be subtracted from one another: what a reader's arithmetic amounts to. */
export interface Groups {
  /** Those present at least one day of the period. */
  presentIn(period: Period): Group;
  /** The same by commune. */
  presentByCommune(period: Period): Group;
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
  const gather = (
    name: string,
    on: string,
    meets: (presence: Presence) => boolean,
    grid: Grid = 'DEPARTMENT',
  ): Group => {
    const place = (commune: string): string => leafPath(measure, commune, on, grid)[0];
    const group = known.get(name) ?? byPlace(presences.filter(meets), place);
    known.set(name, group);
    return group;
  };
  return {
    presentIn: (period) => {
      const [first, last] = [firstDay(period), lastDay(period)];
      return gather(period, last, ({ fromOn, toOn }) => fromOn <= last && (toOn === null || toOn >= first));
    },
    presentByCommune: (period) => {
      const [first, last] = [firstDay(period), lastDay(period)];
      const meets = ({ fromOn, toOn }: Presence) => fromOn <= last && (toOn === null || toOn >= first);
      return gather(`${period} by commune`, last, meets, 'COMMUNE');
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

function byPlace(presences: readonly Presence[], find: (commune: string) => string): Group {
  const last = new Map(presences.map(({ subject, commune }) => [subject, commune]));
  const group = new Map<string, Set<string>>();
  const places = new Map<string, string>();
  for (const [subject, commune] of last) {
    const place = places.get(commune) ?? find(commune);
    places.set(commune, place);
    group.set(place, (group.get(place) ?? new Set()).add(subject));
  }
  return group;
}

const NOBODY: ReadonlySet<string> = new Set();

/** Those of a group in one place. */
export const inside = (group: Group, place: string): ReadonlySet<string> => group.get(place) ?? NOBODY;

/** Whether a reader who subtracts one group from another that holds it finds nobody, or enough people. */
export function isSafeDifference(whole: ReadonlySet<string>, part: ReadonlySet<string>): boolean {
  const left = [...whole].filter((one) => !part.has(one)).length;
  return isSafeRemainder('PERSON', left) && isSafeRemainder('PERSON', Math.abs(whole.size - part.size));
}

/** Whether a group is nobody, or enough people. */
export const isSafeGroup = (people: ReadonlySet<string>): boolean => isSafeRemainder('PERSON', people.size);
