import { ancestorsOf as findAncestors } from '../../geography/ancestors.ts';
import { firstDay, lastDay, monthsIn, periodGrain, quartersIn, type Period } from '../../geography/period.ts';
import { sliceGrid } from '../grid.ts';
import type { CountedMeasure } from '../measure.ts';
import type { Known } from './attacker.ts';
import { TOY_MEASURES } from './toy-measures.ts';

const COMMUNES = ['COM-56121', 'COM-56098', 'COM-56162', 'COM-29019', 'COM-35238'];
const MOMENTS = ['2009-04', '2009-10', '2010-04', '2010-10', '2011-04', '2011-10', '2012-01'];
const YEARS = ['2009', '2010', '2011'];

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

/** All of time is made of closed years. */
const endOf = (period: Period): string => (period === 'ever' ? '2011-12-31' : lastDay(period));

/** What each measure counts of a cell in a period. */
const COUNTS: Record<string, (cell: Cell, period: Period) => boolean> = {
  familiesEquipped: ({ fromOn, toOn }, p) => fromOn <= endOf(p) && (toOn === null || toOn >= firstDay(p)),
  familiesEquippedAt: ({ fromOn, toOn }, p) => fromOn <= lastDay(p) && (toOn === null || toOn > lastDay(p)),
  loansRunning: ({ fromOn, toOn }, p) => fromOn <= lastDay(p) && (toOn === null || toOn > lastDay(p)),
  loansStarted: ({ fromOn }, p) => fromOn >= firstDay(p) && fromOn <= lastDay(p),
  loansEnded: ({ toOn }, p) => toOn !== null && toOn >= firstDay(p) && toOn <= lastDay(p),
};
const MEASURES = TOY_MEASURES.filter(({ name }) => name in COUNTS) as CountedMeasure[];
const PERIODS = [
  ...YEARS.flatMap((year) => [year, ...quartersIn(year, '2012'), ...monthsIn(year, '2012')]),
  '2012-01',
  '2012-Q1',
  '2012',
  'ever',
];
const mapOf = (period: Period): string => (period === 'ever' ? '2012-01-31' : lastDay(period));
const ancestors = new Map<string, string[]>();
function ancestorsOf(code: string, on: string): string[] {
  const found = ancestors.get(`${code} ${on}`) ?? findAncestors(code, on);
  ancestors.set(`${code} ${on}`, found);
  return found;
}
const indexesOf = (isIn: (cell: Cell) => boolean): number[] => CELLS.flatMap((cell, i) => (isIn(cell) ? [i] : []));
const places = (period: Period): string[] =>
  [...new Set(COMMUNES.flatMap((commune) => ancestorsOf(commune, mapOf(period))))].filter(
    (code) => !code.startsWith('EPCI'),
  );
const isIn = (commune: string, place: string, period: Period): boolean =>
  ancestorsOf(commune, mapOf(period)).includes(place);

const known = new Map<string, number[]>();
function cellsOf(measure: string, place: string, period: Period): number[] {
  const name = [measure, place, period].join(' ');
  const found =
    known.get(name) ?? indexesOf((cell) => isIn(cell.commune, place, period) && COUNTS[measure]!(cell, period));
  known.set(name, found);
  return found;
}

/** A published fact. */
export interface Told {
  period: Period;
  territory: string;
  measure: string;
  value: number | null;
}

/** Everything that the facts of the association amount to, place by place, with what may hide in residuals above. */
export function readAll(facts: readonly Told[]): Known[] {
  return MEASURES.flatMap((measure) =>
    PERIODS.filter((period) => sliceGrid(measure, periodGrain(period)) !== null).flatMap((period) => {
      const own = facts.filter((fact) => fact.measure === measure.name && fact.period === period);
      return places(period).map((place) => readPlace(measure, { period, place, own }));
    }),
  );
}

function readPlace(
  measure: CountedMeasure,
  { period, place, own }: { period: Period; place: string; own: Told[] },
): Known {
  const on = mapOf(period);
  const cells = cellsOf(measure.name, place, period);
  const inside = own.filter(({ territory }) => ancestorsOf(territory, on).includes(place));
  const above = own.filter(({ territory }) => {
    const whole = territory.replace('~other', '');
    return (
      (whole !== territory || territory.startsWith('DEP-')) && whole !== place && ancestorsOf(place, on).includes(whole)
    );
  });
  const isCommuneTold = place.startsWith('COM-') && inside.length > 0;
  const least = total(inside);
  const others = isCommuneTold ? [] : above;
  const isHidden = [...inside, ...others].some(({ value }) => value === null);
  return { cells, least, most: isHidden ? Infinity : least + total(others) };
}

/** What the naive rule would tell: every figure by department that counts eleven or more, whatever follows from several. */
export function tellNaively(people: readonly number[]): Told[] {
  return MEASURES.flatMap(({ name }) =>
    PERIODS.flatMap((period) =>
      places(period)
        .filter((place) => place.startsWith('DEP-'))
        .map((territory) => {
          const count = cellsOf(name, territory, period).reduce((sum, cell) => sum + people[cell]!, 0);
          return { period, territory, measure: name, value: count === 0 || count > 10 ? count : null };
        }),
    ),
  );
}

const total = (facts: readonly Told[]): number => facts.reduce((sum, { value }) => sum + (value ?? 0), 0);

/** Every figure that could be read if nothing were protected, and the differences of periods that lie in one another. */
function secrets(): { name: string; cells: number[] }[] {
  const figures = MEASURES.flatMap(({ name }) =>
    PERIODS.filter((period) => period !== '2012').flatMap((period) =>
      places(period).map((place) => ({
        name: `${name} ${place} ${period}`,
        cells: cellsOf(name, place, period),
      })),
    ),
  );
  const nested = YEARS.flatMap((year) => [
    ['ever', year],
    ...[...quartersIn(year, '2012'), ...monthsIn(year, '2012')].map((part) => [year, part]),
  ]);
  const present = COUNTS['familiesEquipped']!;
  const differences = nested.flatMap(([whole, part]) =>
    places(part!).map((place) => ({
      name: `familiesEquipped ${place} ${whole} less ${part}`,
      cells: indexesOf((cell) => isIn(cell.commune, place, part!) && present(cell, whole!) && !present(cell, part!)),
    })),
  );
  return [...new Map([...figures, ...differences].map((secret) => [secret.cells.join(), secret])).values()];
}

export const SECRETS = secrets();
