import { lastDay, periodGrain, yearsIn, type Period } from '../../calendar/period.ts';
import { lastClosedYear } from '../measures/closing.ts';
import { inside, isSafeDifference, isSafeGroup, type Groups } from './groups.ts';
import type { CountedMeasure } from '../measures/measure.ts';
import { areSafeParts, stayVerdicts, wholeDepartments, type StayVerdicts } from './stays.ts';

/** What a count of people may tell of whole departments, judged beside everything else that is told of the same people. */
export interface Verdict {
  tells(department: string, period: Period): boolean;
  /** Whether the department joins no "other places" of a wider territory in that year. */
  standsAlone(department: string, year: Period): boolean;
  /** Where anybody counts in the year of the period: what is not told there is marked, nobody included. */
  departments(period: Period): readonly string[];
}

const yearOf = (period: Period): Period => period.slice(0, 4);

/** The verdict on a count of people: on its stays where it has any, else on whom it counts itself. */
export function verdictOn(measure: CountedMeasure, groups: Groups, today: string): Verdict {
  const stays = measure.stays && stayVerdicts(groups, measure.stays, today);
  const tellsParts = stays
    ? partsOfStays(measure, stays)
    : (department: string, period: Period): boolean => {
        if (periodGrain(period) === 'YEAR') return true;
        return (
          wholeDepartments(groups, yearOf(period)).has(department) && areSafeParts(groups, department, yearOf(period))
        );
      };
  return {
    tells: (department, period) =>
      period === 'ever'
        ? tellsEver(groups, department, today, (year) => !stays || stays.tellsBegun(department, year))
        : tellsParts(department, period),
    standsAlone: (department, year) => stays?.standsAlone(department, year) ?? false,
    departments: (period) => {
      const there = period === 'ever' ? groups.presentUntil(lastClosedYear(today)) : groups.presentIn(yearOf(period));
      return [...there.keys()];
    },
  };
}

function partsOfStays(measure: CountedMeasure, stays: StayVerdicts): (department: string, period: Period) => boolean {
  const isPresence = measure.stays!.part === 'PRESENT';
  return (department, period) => {
    if (periodGrain(period) !== 'YEAR') return stays.tellsMonths(department, yearOf(period));
    return isPresence ? !stays.isBarred(department, period) : stays.tellsEnd(department, period);
  };
}

/**
 * All closed years together may be told beside each of them: those missing in it are nobody or enough. Where a year holds
 * everybody, or there are but two, more follows: who was there in one year and not in the next. Those of all time are those who
 * began in each year, so one beginning that is hidden would follow, too.
 */
function tellsEver(groups: Groups, department: string, today: string, tellsBegun: (year: Period) => boolean): boolean {
  const last = lastClosedYear(today);
  const everybody = inside(groups.presentUntil(last), department);
  const years = groups.since === null ? [] : yearsIn('ever', lastDay(last), groups.since);
  const present = years.filter((year) => inside(groups.presentIn(year), department).size > 0);
  const byYear = present.map((year) => inside(groups.presentIn(year), department));
  const followsMore = byYear.length === 2 || byYear.some(({ size }) => size === everybody.size);
  return (
    isSafeGroup(everybody) &&
    present.every((year) => tellsBegun(year) && wholeDepartments(groups, year).has(department)) &&
    byYear.every((people) => isSafeDifference(everybody, people)) &&
    (!followsMore || areSafeSteps(byYear))
  );
}

/** Whether those who left, those who came and those who stayed, from each year to the next, are nobody or enough. */
const areSafeSteps = (byYear: readonly ReadonlySet<string>[]): boolean =>
  byYear.slice(1).every((next, i) => {
    const before = byYear[i]!;
    const stayed = new Set([...before].filter((one) => next.has(one)));
    return isSafeGroup(stayed) && isSafeDifference(before, stayed) && isSafeDifference(next, stayed);
  });
