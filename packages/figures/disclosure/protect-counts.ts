import { periodGrain, type Period } from '../../calendar/period.ts';
import { otherOf } from '../../geography/territory.ts';
import { mapDay } from '../measures/fact.ts';
import { isClosed } from '../measures/closing.ts';
import type { Groups } from './groups.ts';
import type { Grid } from '../measures/grid.ts';
import { climbByCommune, climbByDepartment, type Climbed, type Leaf } from './ladder.ts';
import { leafPath } from './leaf-path.ts';
import type { CountedMeasure, Protection } from '../measures/measure.ts';
import type { Count } from '../measures/meet-periods.ts';
import { isSafeCount, isSafeRemainder, type Basis } from './protection.ts';
import type { DatedFact } from '../measures/fact.ts';
import { mark, toldFact, toldFacts } from './told-facts.ts';
import { verdictOn, type Verdict } from './verdict.ts';

/** A count, and the people it rests on and leaves over: everybody has one place in each group, so groups add up too. */
export type JudgedCount = Count & { basis: Basis<number> };

/** What is known of a measure before anything of it is published. */
export interface CountsOfPeople {
  counts: readonly JudgedCount[];
  groups: Groups;
  /** The calendar day in France. */
  today: string;
  /** The instant whose map "ever" is placed on. */
  asOf: Date;
}

/**
 * Distinct subjects. A closed year is told by commune up the ladder, the year that runs by department; months, quarters and
 * all of time by department where no difference with a longer or shorter period tells on anybody, else not at all.
 */
export function protectCounts(
  measure: CountedMeasure,
  periods: readonly Period[],
  { counts, groups, today, asOf }: CountsOfPeople,
): DatedFact[] {
  const isSafe = safetyOf(measure);
  const verdict = verdictOn(measure, groups, today);
  const judged = Map.groupBy(counts, ({ period }) => period);
  return periods.flatMap((period) => {
    const on = mapDay({ period }, asOf);
    const leaves = (grid: Grid) => leavesOf(measure, judged.get(period) ?? [], on, grid);
    if (measure.kind === 'DISTINCT' && periodGrain(period) === 'YEAR') {
      return tellYear(measure, period, leaves('COMMUNE'), { isSafe, verdict, today });
    }
    if (isClosed(period, today)) return tellDepartments(measure, period, leaves('DEPARTMENT'), { isSafe, verdict });
    return verdict.departments(period).length === 0 ? [] : [mark(measure, period)];
  });
}

/** Each department told or marked; one that may not be told is marked also where nobody counts in it. */
function tellDepartments(
  measure: CountedMeasure,
  period: Period,
  leaves: readonly CountLeaf[],
  { isSafe, verdict }: Pick<Telling, 'isSafe' | 'verdict'>,
): DatedFact[] {
  const known = new Map(leaves.map((leaf) => [leaf.code, leaf]));
  return [...new Set([...known.keys(), ...verdict.departments(period)])].flatMap((code) => {
    const leaf = known.get(code);
    if (!verdict.tells(code, period) || (leaf && !isSafe([leaf]))) return [mark(measure, period, code)];
    return leaf ? [toldFact(measure, period, code, leaf.value, leaf.basis.own)] : [];
  });
}

type CountLeaf = Leaf<Basis<number>>;

interface Telling {
  isSafe(members: readonly CountLeaf[]): boolean;
  verdict: Verdict;
  today: string;
}

function tellYear(
  measure: CountedMeasure,
  year: Period,
  leaves: readonly CountLeaf[],
  { isSafe, verdict, today }: Telling,
): DatedFact[] {
  const barred = new Set(leaves.map(({ path }) => path[0]!).filter((code) => !verdict.tells(code, year)));
  const open = Map.groupBy(
    leaves.filter(({ path }) => !barred.has(path[0]!)),
    ({ path }) => (verdict.standsAlone(path[0]!, year) ? path[0]! : LADDER),
  );
  const climb = isClosed(year, today) ? climbByCommune : climbTogether;
  const told = [...open.values()].flatMap((own) => toldFacts(measure, year, climb(own, isSafe), peopleIn));
  // Any commune of it may hold them: a mark of the department itself would leave each commune at an exact zero.
  return [...told, ...[...barred].map((code) => mark(measure, year, otherOf(code)))];
}

/** Departments that may join others, together. */
const LADDER = '';

/** The communes of a department in one: a reader knows that people are somewhere in it. */
function climbTogether(communes: readonly CountLeaf[], isSafe: Telling['isSafe']): Climbed<Basis<number>> {
  const departments = [...Map.groupBy(communes, ({ path }) => path[0]!)].map(([code, own]): CountLeaf => ({
    code: otherOf(code),
    path: own[0]!.path.slice(1),
    value: own.reduce((sum, { value }) => sum + value, 0),
    basis: { own: peopleIn(own), remainder: own.reduce((sum, { basis }) => sum + basis.remainder, 0) },
  }));
  return climbByDepartment(departments, isSafe);
}

const peopleIn = (members: readonly CountLeaf[]): number => members.reduce((sum, { basis }) => sum + basis.own, 0);

function safetyOf({ protects }: CountedMeasure): Telling['isSafe'] {
  return (members) =>
    isSafeCount(protects as Protection, peopleIn(members)) &&
    isSafeRemainder(
      protects as Protection,
      members.reduce((sum, { basis }) => sum + basis.remainder, 0),
    );
}

function leavesOf(measure: CountedMeasure, counts: readonly JudgedCount[], on: string, grid: Grid): CountLeaf[] {
  const leaves = new Map<string, CountLeaf>();
  for (const { commune, value, basis } of counts) {
    const [code, ...path] = leafPath(measure, commune, on, grid);
    const { value: sum, basis: known } = leaves.get(code) ?? { value: 0, basis: { own: 0, remainder: 0 } };
    const both = { own: known.own + basis.own, remainder: known.remainder + basis.remainder };
    leaves.set(code, { code, path, value: sum + value, basis: both });
  }
  return [...leaves.values()];
}
