import { ancestorsOf } from '../../geography/ancestors.ts';
import { lastDay, monthsIn, quartersIn, type Period } from '../../calendar/period.ts';
import { isClosed } from '../measures/closing.ts';
import { inside, isSafeDifference, isSafeGroup, type Groups } from './groups.ts';
import { climbByDepartment } from './ladder.ts';
import type { Stays } from '../measures/measure.ts';
import { isSafeCount, isSafeRemainder } from './protection.ts';

/** What may be told of stays in one department, a year or its end at a time. Departments are told or not: nothing climbs. */
export interface StayVerdicts {
  /** Where anybody was in the year. */
  departments(year: Period): readonly string[];
  /** Whether who is present in a year that runs may not be told yet: too few came since the end of the year before. */
  isBarred(department: string, year: Period): boolean;
  /**
   * Whether the end of the year before was told when it closed: at least so many are here, whatever "other places" they would
   * be in, so this department joins none.
   */
  standsAlone(department: string, year: Period): boolean;
  /** Whether who is there at the end of the year may be told, and with it how many stays ended in the year. */
  tellsEnd(department: string, year: Period): boolean;
  /** Whether the stays that begin in the year may be told. */
  tellsBegun(department: string, year: Period): boolean;
  /** Whether everything may be told by month, levels and flows. */
  tellsMonths(department: string, year: Period): boolean;
}

const known = new WeakMap<Groups, StayVerdicts>();

/** The verdicts on the stays of some people; judged once for all measures that count parts of them. */
export function stayVerdicts(
  groups: Groups,
  { isPresenceTold }: Pick<Stays, 'isPresenceTold'>,
  today: string,
): StayVerdicts {
  const found = known.get(groups) ?? (isPresenceTold ? judgeBeside(groups, today) : judgeAlone(groups, today));
  known.set(groups, found);
  return found;
}

const before = (year: Period): Period => String(Number(year) - 1);
const after = (year: Period): Period => String(Number(year) + 1);

/** Where who is present in a year is told. Each of the differences below is what a reader finds by subtraction. */
function judgeBeside(groups: Groups, today: string): StayVerdicts {
  const present = (department: string, period: Period) => inside(groups.presentIn(period), department);
  const atEnd = (department: string, period: Period) => inside(groups.atEndOf(period), department);
  const whole = new Map<Period, Set<string>>();
  const wholeIn = (year: Period): Set<string> => {
    const judged = whole.get(year);
    if (judged) return judged;
    const isOnLadder = (department: string) => !isBarred(department, year) && !standsAlone(department, year);
    const alone = [...groups.presentIn(year).keys()].filter((department) => standsAlone(department, year));
    const found = new Set([...wholeDepartments(groups, year, isOnLadder), ...alone]);
    whole.set(year, found);
    return found;
  };
  const isWhole = (department: string, year: Period): boolean =>
    present(department, year).size === 0 || wholeIn(year).has(department);

  const isSafeEnd = (department: string, year: Period): boolean =>
    isWhole(department, year) &&
    isSafeGroup(atEnd(department, year)) &&
    isSafeDifference(present(department, year), atEnd(department, year));
  const isSafeBeginning = (department: string, year: Period): boolean =>
    isWhole(department, year) && isSafeDifference(present(department, year), atEnd(department, before(year)));

  // When a year closes, nobody knows who will come in the next: its end is told where many come and go, else a year later.
  const isBusy = (department: string, year: Period): boolean => {
    const there = atEnd(department, year);
    const left = present(department, year).size - there.size;
    const came = present(department, year).size - atEnd(department, before(year)).size;
    return there.size === 0 || [there.size, left, came].every((count) => isSafeCount('PERSON', count));
  };
  const standsAlone = (department: string, year: Period): boolean =>
    atEnd(department, before(year)).size > 0 &&
    isClosed(before(year), today) &&
    isSafeEnd(department, before(year)) &&
    isBusy(department, before(year));
  const isBarred = (department: string, year: Period): boolean =>
    !isClosed(year, today) &&
    standsAlone(department, year) &&
    !isSafeDifference(present(department, year), atEnd(department, before(year)));
  // Those who stayed over a year's end are, in each commune, at most as many as in either year. Where they are hardly fewer,
  // each commune's are found, and with them who left it and who came. Small communes are in "other places" then, which need not
  // be the same in both years unless nothing changed: that nobody came would tell one from the other.
  const isSafeStep = (department: string, year: Period): boolean => {
    const stayed = atEnd(department, before(year)).size;
    const communes = communesOf(groups, department, year);
    const slack = communes.reduce((sum, [then, now]) => sum + Math.min(then, now), 0) - stayed;
    const isHarmless =
      communes.every(([then, now]) => then === now) ||
      communes.every(([then, now]) => [then, now, then - now].every((n) => isSafeRemainder('PERSON', Math.abs(n))));
    return stayed === 0 || (slack === 0 && isHarmless) || isSafeCount('PERSON', slack);
  };
  const tellsEnd = (department: string, year: Period): boolean => {
    if (!isClosed(year, today) || !isSafeEnd(department, year)) return false;
    const next = after(year);
    if (!isClosed(next, today)) return isBusy(department, year);
    return isSafeBeginning(department, next) && isSafeStep(department, next);
  };
  const tellsBegun = (department: string, year: Period): boolean =>
    isClosed(year, today) &&
    isSafeBeginning(department, year) &&
    isSafeEnd(department, before(year)) &&
    isSafeStep(department, year);

  const isSafeMonth = (department: string, year: Period, month: Period, previous: Period): boolean => {
    const [there, remaining] = [present(department, month), atEnd(department, month)];
    return (
      [there, remaining].every(isSafeGroup) &&
      isSafeDifference(there, remaining) &&
      isSafeDifference(there, atEnd(department, previous)) &&
      isSafeDifference(present(department, year), remaining)
    );
  };
  const tellsMonths = (department: string, year: Period): boolean => {
    const months = monthsIn(year, lastDay(year));
    return (
      tellsEnd(department, year) &&
      tellsBegun(department, year) &&
      areSafeParts(groups, department, year) &&
      months.every((month, i) => isSafeMonth(department, year, month, months[i - 1] ?? before(year)))
    );
  };
  return {
    departments: (year) => [...groups.presentIn(year).keys()],
    isBarred,
    standsAlone,
    tellsEnd,
    tellsBegun,
    tellsMonths,
  };
}

/** How many each commune of a department had in the year before, and in the year. */
function communesOf(groups: Groups, department: string, year: Period): [number, number][] {
  const [then, now] = [groups.presentByCommune(before(year)), groups.presentByCommune(year)];
  return [...new Set([...then.keys(), ...now.keys()])]
    .filter((commune) => ancestorsOf(commune, lastDay(year)).includes(department))
    .map((commune) => [inside(then, commune).size, inside(now, commune).size]);
}

/** Where only beginnings and ends are told: those that began and have not ended are their difference since the first day. */
function judgeAlone(groups: Groups, today: string): StayVerdicts {
  const isSafeEnd = (department: string, period: Period): boolean =>
    isSafeGroup(inside(groups.atEndOf(period), department));
  const tellsEnd = (department: string, year: Period): boolean => isClosed(year, today) && isSafeEnd(department, year);
  return {
    departments: (year) => [...groups.presentIn(year).keys()],
    isBarred: () => false,
    standsAlone: () => false,
    tellsEnd,
    tellsBegun: () => true,
    tellsMonths: (department, year) =>
      tellsEnd(department, year) && monthsIn(year, lastDay(year)).every((month) => isSafeEnd(department, month)),
  };
}

/** Whether months and quarters of a year may be told beside it: each is safe, and so are those of the longer who are not in the shorter. */
export function areSafeParts(groups: Groups, department: string, year: Period): boolean {
  const present = (period: Period) => inside(groups.presentIn(period), department);
  const quarters = quartersIn(year, lastDay(year));
  const isSafeIn = (whole: Period) => (part: Period) =>
    isSafeGroup(present(part)) && isSafeDifference(present(whole), present(part));
  return (
    quarters.every(isSafeIn(year)) &&
    quarters.every((quarter) => monthsIn(quarter, lastDay(quarter)).every(isSafeIn(quarter))) &&
    monthsIn(year, lastDay(year)).every(isSafeIn(year))
  );
}

/** Departments whose year is told exactly: those that the ladder leaves alone, of all that may be on it. */
export function wholeDepartments(
  groups: Groups,
  year: Period,
  isOnLadder: (department: string) => boolean = () => true,
): Set<string> {
  const leaves = [...groups.presentIn(year)]
    .filter(([code]) => isOnLadder(code))
    .map(([code, { size }]) => ({ code, path: ancestorsOf(code, lastDay(year)).slice(1), value: size, basis: size }));
  const { told } = climbByDepartment(leaves, (members) => isSafeCount('PERSON', sum(members)));
  return new Set(
    told.map(({ territory }) => territory).filter((territory) => leaves.some(({ code }) => code === territory)),
  );
}

const sum = (members: readonly { value: number }[]): number => members.reduce((total, { value }) => total + value, 0);
