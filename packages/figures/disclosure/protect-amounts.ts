import { ancestorsOf } from '../../geography/ancestors.ts';
import { lastDay, monthsIn, type Period } from '../../calendar/period.ts';
import { otherOf } from '../../geography/territory.ts';
import { isClosed } from '../measures/closing.ts';
import type { Amount } from '../measures/contributions.ts';
import type { DatedFact } from '../measures/fact.ts';
import { tidy } from '../../platform/schema/decimal.ts';
import type { Groups } from './groups.ts';
import { climbByCommune, climbByDepartment, type Climbed, type Leaf, type Rung } from './ladder.ts';
import { leafPath } from './leaf-path.ts';
import type { CountedMeasure, Protection } from '../measures/measure.ts';
import { isSafeAmount, isSafeRemainder, type Basis, type Subjects } from './protection.ts';
import { hiddenMonths } from './time-ladder.ts';
import { stayVerdicts, type StayVerdicts } from './stays.ts';
import { mark, toldFact, toldFacts } from './told-facts.ts';

/** What is known of a measure before anything of it is published. */
export interface AmountsOfPeople {
  own: readonly Amount[];
  /** What the measure leaves over. */
  left: readonly Amount[];
  /** Who was there, for parts of stays; null for other amounts. */
  groups: Groups | null;
  /** The calendar day in France. */
  today: string;
}

/**
 * Amounts that rest on people: each year by commune, up the ladder; each month by department, some of them hidden. The
 * periods hold every month of each year in question, since one changed month may move what its neighbours hide.
 */
export function protectAmounts(
  measure: CountedMeasure,
  periods: readonly Period[],
  { own, left, groups, today }: AmountsOfPeople,
): DatedFact[] {
  const amounts = [...own, ...left.map((amount) => ({ ...amount, isRemainder: true }))];
  const years = [...Map.groupBy(amounts, ({ period }) => period.slice(0, 4))];
  if (measure.stays && groups) {
    const verdicts = stayVerdicts(groups, measure.stays, today);
    const ofYear = new Map(years);
    const months = periods.filter((period) => period.length > 4);
    return [...new Set(months.map((month) => month.slice(0, 4)))].flatMap((year) =>
      protectFlows(measure, year, ofYear.get(year) ?? [], { verdicts, today }),
    );
  }
  return years.flatMap(([year, ofYear]) =>
    measure.protects !== 'PERSON' || isClosed(year, today)
      ? protectYear(measure, year, ofYear)
      : protectOpenYear(measure, year, ofYear),
  );
}

/**
 * Stays that begin or end: by department, in a year and its months that have closed, where their verdict allows. What is not
 * told is marked also where there is nothing: that nobody left would tell who is there.
 */
function protectFlows(
  measure: CountedMeasure,
  year: Period,
  amounts: readonly JudgedAmount[],
  { verdicts, today }: { verdicts: StayVerdicts; today: string },
): DatedFact[] {
  const months = monthsIn(year, today);
  const isSomewhere = amounts.some(isOwn) || verdicts.departments(year).length > 0;
  if (!isClosed(year, today)) return isSomewhere ? [year, ...months].map((period) => mark(measure, period)) : [];
  const known = byDepartment(measure, year, amounts);
  const isBeginning = measure.stays!.part === 'BEGUN';
  return [...new Set([...known.keys(), ...verdicts.departments(year)])].flatMap((department) => {
    const own = known.get(department) ?? [];
    const isTold = isBeginning ? verdicts.tellsBegun(department, year) : verdicts.tellsEnd(department, year);
    const tellsMonths = isTold && (isBeginning || verdicts.tellsMonths(department, year));
    const marks = months.map((month) => mark(measure, month, department));
    return [
      ...tellFlow(measure, year, department, { amounts: own, isTold }),
      ...(tellsMonths
        ? protectMonths(measure, department, own, (cells) => hiddenMonths(cells, safetyOf(measure)))
        : marks),
    ];
  });
}

function tellFlow(
  measure: CountedMeasure,
  year: Period,
  department: string,
  { amounts, isTold }: { amounts: readonly JudgedAmount[]; isTold: boolean },
): DatedFact[] {
  const whole = cellOf(amounts);
  if (!isTold || (amounts.some(isOwn) && !safetyOf(measure)([whole]))) return [mark(measure, year, department)];
  return amounts.some(isOwn) ? [toldFact(measure, year, department, whole.value, peopleIn([whole]))] : [];
}

/** The year that runs, by department; its months once it has closed. */
function protectOpenYear(measure: CountedMeasure, year: Period, amounts: readonly JudgedAmount[]): DatedFact[] {
  const leaves = [...byDepartment(measure, year, amounts)]
    .filter(([, own]) => own.some(isOwn))
    .map(([code, own]) => ({
      code: otherOf(code),
      path: ancestorsOf(code, lastDay(year)).slice(1),
      ...cellOf(own),
    }));
  const told = toldFacts(measure, year, climbByDepartment(leaves, safetyOf(measure)), peopleIn);
  return [...told, ...markOpen(measure, year, amounts).filter(({ period }) => period !== year)];
}

/** A mark for the year and for each month that has something. */
const markOpen = (measure: CountedMeasure, year: Period, amounts: readonly JudgedAmount[]): DatedFact[] =>
  [...new Set([year, ...amounts.filter(isOwn).map(({ period }) => period)])].map((period) => mark(measure, period));

const byDepartment = (measure: CountedMeasure, year: Period, amounts: readonly JudgedAmount[]) =>
  Map.groupBy(amounts, ({ commune }) => leafPath(measure, commune, lastDay(year), 'DEPARTMENT')[0]);

/** How many different people cells rest on. */
const peopleIn = (members: readonly { basis: Basis<Subjects> }[]): number =>
  new Set(members.flatMap(({ basis }) => [...basis.own.keys()])).size;

/** An amount of the measure, or of what remains of a wider one: not told, and judged with it. */
export type JudgedAmount = Amount & { isRemainder?: boolean };

/** The year and the months of one year's amounts, as they may be told. */
export function protectYear(measure: CountedMeasure, year: Period, amounts: readonly JudgedAmount[]): DatedFact[] {
  const climbed = climbYear(measure, year, amounts);
  const whole = wholeDepartments(climbed.told);
  const months = [...byDepartment(measure, year, amounts)].flatMap(([department, own]) =>
    protectMonths(measure, department, own, (cells) =>
      whole.has(department) ? hiddenMonths(cells, safetyOf(measure)) : cells.map(({ month }) => month),
    ),
  );
  return [...toldFacts(measure, year, climbed, peopleIn), ...months];
}

/** One year's amounts up the ladder, by commune. */
export function climbYear(
  measure: CountedMeasure,
  year: Period,
  amounts: readonly JudgedAmount[],
): Climbed<Basis<Subjects>> {
  return climbByCommune(leavesOf(measure, year, amounts), safetyOf(measure));
}

const safetyOf = (measure: CountedMeasure) => {
  const protects = measure.protects as Protection;
  return (members: readonly { basis: Basis<Subjects> }[]): boolean =>
    isSafeAmount(
      protects,
      members.map(({ basis }) => basis.own),
    ) && isSafeRemainder(protects, new Set(members.flatMap(({ basis }) => [...basis.remainder.keys()])).size);
};

interface Cell {
  value: number;
  basis: Basis<Subjects>;
}

function protectMonths(
  measure: CountedMeasure,
  department: string,
  amounts: readonly JudgedAmount[],
  hide: (cells: (Cell & { month: Period })[]) => string[],
): DatedFact[] {
  const byMonth = [...Map.groupBy(amounts, ({ period }) => period)].filter(([, some]) => some.some(isOwn));
  const cells = byMonth.map(([month, some]) => ({ month, ...cellOf(some) }));
  const hidden = new Set(hide(cells));
  return cells.map((cell) =>
    hidden.has(cell.month)
      ? mark(measure, cell.month, department)
      : toldFact(measure, cell.month, department, cell.value, peopleIn([cell])),
  );
}

function leavesOf(measure: CountedMeasure, year: Period, amounts: readonly JudgedAmount[]): Leaf<Basis<Subjects>>[] {
  const paths = new Map<string, string[]>();
  const byCode = Map.groupBy(amounts, ({ commune }) => {
    const [code, ...path] = leafPath(measure, commune, lastDay(year), 'COMMUNE');
    paths.set(code, path);
    return code;
  });
  const own = [...byCode].filter(([, some]) => some.some(isOwn));
  return own.map(([code, some]) => ({ code, path: paths.get(code)!, ...cellOf(some) }));
}

const isOwn = ({ isRemainder }: JudgedAmount): boolean => !isRemainder;

function cellOf(amounts: readonly JudgedAmount[]): Cell {
  const own = amounts.filter(isOwn);
  const remainder = amounts.filter((amount) => !isOwn(amount));
  const value = own.reduce((sum, { value: amount }) => tidy(sum + amount), 0);
  return { value, basis: { own: subjectsOf(own), remainder: subjectsOf(remainder) } };
}

/** Nobody knows whom an amount without a subject rests on, so it makes no group any larger. */
function subjectsOf(amounts: readonly Amount[]): Subjects {
  const parts = new Map<string, number>();
  for (const { subject, value } of amounts) if (subject !== null) parts.set(subject, (parts.get(subject) ?? 0) + value);
  return parts;
}

/**
 * Departments whose year is told exactly, no part of it having climbed: only there may months be told, else their sum
 * would tell the year that the ladder hid.
 */
function wholeDepartments(told: readonly Rung<Basis<Subjects>>[]): Set<string> {
  const broken = told
    .filter(({ territory }) => /^(REG-|FR)/.test(territory))
    .flatMap(({ members }) => members.map(({ path }) => path[0]!));
  const all = told.flatMap(({ members }) => members.map(({ path }) => path[0]!));
  return new Set(all.filter((department) => !broken.includes(department)));
}
