import { lastDay, type Period } from '../geography/period.ts';
import { sumAmounts, type Amount, type FactCounting } from './contributions.ts';
import type { DatedFact } from './slice.ts';
import { tidy } from './figure-arithmetic.ts';
import { climbByCommune, type Climbed, type Leaf, type Rung } from './ladder.ts';
import { leafPath } from './leaf-path.ts';
import type { CountedMeasure, Protection } from './measure.ts';
import { isSafeAmount, type Subjects } from './protection.ts';
import { hiddenMonths } from './time-ladder.ts';
import { toldFact, toldFacts } from './told-facts.ts';

/**
 * Amounts that rest on people: each year by commune, up the ladder; each month by department, some of them hidden. The
 * periods hold every month of each year in question, since one changed month may move what its neighbours hide.
 */
export async function protectAmounts(
  counting: FactCounting,
  measure: CountedMeasure,
  periods: readonly Period[],
): Promise<DatedFact[]> {
  const months = periods.filter((period) => period.length > 4);
  const amounts = await sumAmounts(counting, measure, months, true);
  const years = [...Map.groupBy(amounts, ({ period }) => period.slice(0, 4))];
  return years.flatMap(([year, ofYear]) => protectYear(measure, year, ofYear));
}

/** The year and the months of one year's amounts, as they may be told. */
export function protectYear(measure: CountedMeasure, year: Period, amounts: readonly Amount[]): DatedFact[] {
  const climbed = climbYear(measure, year, amounts);
  const whole = wholeDepartments(climbed.told);
  const byDepartment = Map.groupBy(
    amounts,
    ({ commune }) => leafPath(measure, commune, lastDay(year), 'DEPARTMENT')[0],
  );
  const months = [...byDepartment].flatMap(([department, own]) =>
    protectMonths(measure, department, own, (cells) =>
      whole.has(department) ? hiddenMonths(cells, safetyOf(measure)) : cells.map(({ month }) => month),
    ),
  );
  return [...toldFacts(measure, year, climbed), ...months];
}

/** One year's amounts up the ladder, by commune. */
export function climbYear(measure: CountedMeasure, year: Period, amounts: readonly Amount[]): Climbed<Subjects> {
  return climbByCommune(leavesOf(measure, year, amounts), safetyOf(measure));
}

const safetyOf =
  ({ protects }: CountedMeasure) =>
  (members: readonly { basis: Subjects }[]): boolean =>
    isSafeAmount(
      protects as Protection,
      members.map(({ basis }) => basis),
    );

interface Cell {
  value: number;
  basis: Subjects;
}

function protectMonths(
  measure: CountedMeasure,
  department: string,
  amounts: readonly Amount[],
  hide: (cells: (Cell & { month: Period })[]) => string[],
): DatedFact[] {
  const cells = [...Map.groupBy(amounts, ({ period }) => period)].map(([month, own]) => ({ month, ...cellOf(own) }));
  const hidden = new Set(hide(cells));
  return cells.map(({ month, value }) => toldFact(measure, month, department, hidden.has(month) ? null : value));
}

function leavesOf(measure: CountedMeasure, year: Period, amounts: readonly Amount[]): Leaf<Subjects>[] {
  const paths = new Map<string, string[]>();
  const byCode = Map.groupBy(amounts, ({ commune }) => {
    const [code, ...path] = leafPath(measure, commune, lastDay(year), 'COMMUNE');
    paths.set(code, path);
    return code;
  });
  return [...byCode].map(([code, own]) => ({ code, path: paths.get(code)!, ...cellOf(own) }));
}

function cellOf(amounts: readonly Amount[]): Cell {
  const basis = new Map<string, number>();
  let value = 0;
  for (const { subject, value: amount } of amounts) {
    value = tidy(value + amount);
    // Nobody knows whom an amount without a subject rests on, so it makes no group any larger.
    if (subject !== null) basis.set(subject, (basis.get(subject) ?? 0) + amount);
  }
  return { value, basis };
}

/**
 * Departments whose year is told exactly, no part of it having climbed: only there may months be told, else their sum
 * would tell the year that the ladder hid.
 */
function wholeDepartments(told: readonly Rung<Subjects>[]): Set<string> {
  const broken = told
    .filter(({ territory }) => /^(REG-|FR)/.test(territory))
    .flatMap(({ members }) => members.map(({ path }) => path[0]!));
  const all = told.flatMap(({ members }) => members.map(({ path }) => path[0]!));
  return new Set(all.filter((department) => !broken.includes(department)));
}
