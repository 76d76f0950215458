import { firstDay, lastDay, type Period } from '../../calendar/period.ts';

/** A subject's presence in a commune, from a day to a day; `toOn` null while it lasts. */
export interface Presence {
  subject: string;
  commune: string;
  programme: string | null;
  fromOn: string;
  toOn: string | null;
}

/** A period as it is counted in: no day after today, and for a stock its last day only. */
interface Stretch {
  period: Period;
  first: string;
  last: string;
}

/** The days of each period that count: none after today, and of "ever" none after the day `everUntil`. */
export function stretchesOf(
  periods: readonly Period[],
  today: string,
  isStock: boolean,
  everUntil: string = today,
): Stretch[] {
  return periods.map((period) => {
    const until = period === 'ever' ? everUntil : today;
    const last = lastDay(period) < until ? lastDay(period) : until;
    return { period, last, first: isStock ? last : firstDay(period) };
  });
}

const meets = ({ fromOn, toOn }: Presence, { first, last }: Stretch): boolean =>
  fromOn <= last && (toOn === null || toOn >= first);

/** How many distinct subjects each commune has in each period. */
export interface Count {
  period: Period;
  commune: string;
  value: number;
}

/**
 * Counts each subject once per period, in the commune of its latest presence. Presences come grouped by subject, each
 * group in the order they began. Done here, in plain arrays, and not in SQL: joining years of open presences to every
 * month is slow there.
 */
export function countOnce(presences: readonly Presence[], stretches: readonly Stretch[]): Count[] {
  const communes = [...new Set(presences.map(({ commune }) => commune))];
  const numbers = new Map(communes.map((commune, number) => [commune, number]));
  const bounds = stretches.map(({ first, last }) => [dayNumber(first), dayNumber(last)] as const);
  const counts = new Int32Array(stretches.length * communes.length);
  const places = new Int32Array(stretches.length).fill(NOWHERE);
  presences.forEach(({ subject, commune, fromOn, toOn }, i) => {
    const place = numbers.get(commune)!;
    const [from, to] = [dayNumber(fromOn), toOn === null ? Infinity : dayNumber(toOn)];
    bounds.forEach(([first, last], s) => {
      if (from <= last && to >= first) places[s] = place;
    });
    if (subject === presences[i + 1]?.subject) return;
    places.forEach((at, s) => {
      if (at !== NOWHERE) counts[s * communes.length + at]!++;
    });
    places.fill(NOWHERE);
  });
  return stretches.flatMap(({ period }, s) =>
    communes.flatMap((commune, place) => {
      const value = counts[s * communes.length + place]!;
      return value === 0 ? [] : [{ period, commune, value }];
    }),
  );
}

const NOWHERE = -1;

/** Days compare faster as numbers: 20110314. */
const dayNumber = (day: string): number => Number(day.replaceAll('-', ''));

/** A member of a set, met in a commune in a period. */
export interface Membership {
  period: Period;
  commune: string;
  programme: string | null;
  member: string;
}

/** Every period and commune in which each member is met. */
export function memberships(presences: readonly Presence[], stretches: readonly Stretch[]): Membership[] {
  return stretches.flatMap((stretch) =>
    presences
      .filter((presence) => meets(presence, stretch))
      .map(({ subject, commune, programme }) => ({ period: stretch.period, commune, programme, member: subject })),
  );
}
