import { ancestorsOf as findAncestors } from '../../geography/ancestors.ts';
import { firstDay, lastDay, monthsIn, periodGrain, quartersIn, type Period } from '../../calendar/period.ts';
import { lastClosedYear } from '../measures/closing.ts';
import { sliceGrid } from '../measures/grid.ts';
import type { CountedMeasure } from '../measures/measure.ts';
import type { Known, Sum } from './attacker.ts';
import { TOY_MEASURES } from './toy-measures.ts';

export const COMMUNES = ['COM-56121', 'COM-56098', 'COM-56162', 'COM-29019', 'COM-35238'];
const MOMENTS = ['2009-04', '2009-10', '2010-04', '2010-10', '2011-04', '2011-10', '2012-01'];

/** A stay begins on the 10th of a moment and ends on the 20th of another, or not yet. */
export interface Cell {
  commune: string;
  fromOn: string;
  toOn: string | null;
}
export const CELLS: Cell[] = COMMUNES.flatMap((commune) =>
  MOMENTS.flatMap((from, i) => [
    ...MOMENTS.slice(i).map((to) => ({ commune, fromOn: `${from}-10`, toOn: `${to}-20` })),
    { commune, fromOn: `${from}-10`, toOn: null },
  ]),
);

/** Whether a stay of the cell can be known of on that day. */
export const isPossible = ({ fromOn, toOn }: Cell, today: string): boolean => fromOn <= today && (toOn ?? '') <= today;

/** A published fact. */
export interface Told {
  period: Period;
  territory: string;
  measure: string;
  value: number | null;
}

/** Everything that can be known of stays on one day: what the facts told amount to, and what they may not tell. */
export interface World {
  /**
   * Everything that the facts of the association amount to, place by place, with what may hide in residuals above: of each
   * period in which what is told, or that nothing is, is so tonight.
   */
  read(facts: readonly Told[], isOfTonight?: (period: Period, isTold: boolean) => boolean): Known[];
  /** What the naive rule would tell: every figure by department that counts eleven or more, whatever follows from several. */
  tellNaively(people: readonly number[]): Told[];
  /** Every figure that could be read if nothing were protected, and the differences of periods that lie in one another. */
  secrets: (Sum & { name: string; period: Period })[];
  /** Every figure that can be asked for. */
  figures: (Sum & { name: string; measure: string; place: string; period: Period })[];
}

const worlds = new Map<string, World>();

/** The world on a day; made once. */
export function worldOn(today: string): World {
  const world = worlds.get(today) ?? aWorld(today);
  worlds.set(today, world);
  return world;
}

const NAMES = ['familiesEquipped', 'familiesEquippedAt', 'loansRunning', 'loansStarted', 'loansEnded'];
const MEASURES = TOY_MEASURES.filter(({ name }) => NAMES.includes(name)) as CountedMeasure[];

/** The same answer, worked out once for each text of its arguments. */
function once<Result>(work: (first: string, second: string) => Result): (first: string, second: string) => Result {
  const known = new Map<string, Result>();
  return (first, second) => {
    const key = `${first} ${second}`;
    if (!known.has(key)) known.set(key, work(first, second));
    return known.get(key)!;
  };
}

const ancestorsOf = once(findAncestors);
const communesIn = once((place, on) => new Set(COMMUNES.filter((commune) => ancestorsOf(commune, on).includes(place))));
const total = (facts: readonly Told[]): number => facts.reduce((sum, { value }) => sum + (value ?? 0), 0);

function aWorld(today: string): World {
  const YEARS = Array.from({ length: Number(today.slice(0, 4)) - 2008 }, (_, i) => String(2009 + i));
  const parts = (year: Period): Period[] => [...quartersIn(year, today), ...monthsIn(year, today)];
  const PERIODS = [...YEARS.flatMap((year) => [year, ...parts(year)]), 'ever'];
  const mapOf = (period: Period): string => (period === 'ever' ? today : lastDay(period));
  /** All of time is made of closed years. */
  const endOf = (period: Period): string => lastDay(period === 'ever' ? lastClosedYear(today) : period);
  /** What each measure counts of a cell in a period. */
  const COUNTS: Record<string, (cell: Cell, period: Period) => boolean> = {
    familiesEquipped: ({ fromOn, toOn }, p) => fromOn <= endOf(p) && (toOn === null || toOn >= firstDay(p)),
    familiesEquippedAt: ({ fromOn, toOn }, p) => fromOn <= lastDay(p) && (toOn === null || toOn > lastDay(p)),
    loansRunning: ({ fromOn, toOn }, p) => fromOn <= lastDay(p) && (toOn === null || toOn > lastDay(p)),
    loansStarted: ({ fromOn }, p) => fromOn >= firstDay(p) && fromOn <= lastDay(p),
    loansEnded: ({ toOn }, p) => toOn !== null && toOn >= firstDay(p) && toOn <= lastDay(p),
  };
  const indexesOf = (place: string, on: string, isIn: (cell: Cell) => boolean): number[] => {
    const communes = communesIn(place, on);
    return CELLS.flatMap((cell, i) => (communes.has(cell.commune) && isIn(cell) ? [i] : []));
  };
  const places = (period: Period): string[] =>
    [...new Set(COMMUNES.flatMap((commune) => ancestorsOf(commune, mapOf(period))))].filter(
      (code) => !code.startsWith('EPCI'),
    );
  const counted = once((measure, key) => {
    const [place, period] = key.split(' ') as [string, string];
    return indexesOf(place, mapOf(period), (cell) => COUNTS[measure]!(cell, period));
  });
  const cellsOf = (measure: string, place: string, period: Period): number[] => counted(measure, `${place} ${period}`);

  function readPlace(
    measure: CountedMeasure,
    { period, place, own }: { period: Period; place: string; own: Told[] },
  ): Known {
    const on = mapOf(period);
    const cells = cellsOf(measure.name, place, period);
    const inside = own.filter(({ territory }) => ancestorsOf(territory, on).includes(place));
    const above = own.filter(({ territory }) => {
      const whole = territory.replace('~other', '');
      const isWider = whole !== territory || territory.startsWith('DEP-');
      return isWider && whole !== place && ancestorsOf(place, on).includes(whole);
    });
    const isCommuneTold = place.startsWith('COM-') && total(inside) > 0;
    const least = total(inside);
    const others = isCommuneTold ? [] : above;
    const isHidden = [...inside, ...others].some(({ value }) => value === null);
    return { cells, least, most: isHidden ? Infinity : least + total(others) };
  }

  const figures = MEASURES.flatMap(({ name }) =>
    PERIODS.flatMap((period) =>
      places(period).map((place) => ({
        name: `${name} ${place} ${period}`,
        measure: name,
        place,
        period,
        cells: cellsOf(name, place, period),
      })),
    ),
  );
  const present = COUNTS['familiesEquipped']!;
  const nested = YEARS.flatMap((year) => [['ever', year], ...parts(year).map((part) => [year, part])]);
  const differences = nested.flatMap(([whole, part]) =>
    places(part!).map((place) => ({
      name: `familiesEquipped ${place} ${whole} less ${part}`,
      period: whole!,
      cells: indexesOf(place, mapOf(part!), (cell) => present(cell, whole!) && !present(cell, part!)),
    })),
  );
  return {
    read: (facts, isOfTonight = () => true) => {
      const known = Map.groupBy(facts, ({ measure, period }) => `${measure} ${period}`);
      return MEASURES.flatMap((measure) =>
        PERIODS.filter((period) => sliceGrid(measure, periodGrain(period)) !== null).flatMap((period) => {
          const own = known.get(`${measure.name} ${period}`) ?? [];
          if (!isOfTonight(period, own.length > 0)) return [];
          return places(period).map((place) => readPlace(measure, { period, place, own }));
        }),
      );
    },
    tellNaively: (people) =>
      MEASURES.flatMap(({ name }) =>
        PERIODS.flatMap((period) =>
          places(period)
            .filter((place) => place.startsWith('DEP-'))
            .map((territory) => {
              const count = cellsOf(name, territory, period).reduce((sum, cell) => sum + people[cell]!, 0);
              return { period, territory, measure: name, value: count === 0 || count > 10 ? count : null };
            }),
        ),
      ),
    figures,
    secrets: [...new Map([...figures, ...differences].map((secret) => [secret.cells.join(), secret])).values()],
  };
}
