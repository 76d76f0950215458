import type { Period } from '../../calendar/period.ts';
import { isClosed, lastClosedYear } from '../measures/closing.ts';
import { CELLS, isPossible, worldOn, type Told } from './attacked-world.ts';
import type { Known, Secret } from './attacker.ts';

/** One night: what was true, and what is told since. */
export interface Night {
  today: string;
  /** Whether something entered before was corrected since the night before, which whoever attacks may know; else people came and left. */
  isCorrected: boolean;
  people: readonly number[];
  facts: readonly Told[];
  /** The years, and "ever", of which a new edition or an adjustment came in that night; what stays as it was may be about any night since. */
  fresh: ReadonlySet<string>;
  /** The years that are sealed: of what was nobody then, there may be somebody tonight who waits for others. */
  sealed: ReadonlySet<string>;
}

const SIZE = CELLS.length;
/** The variable of a cell as it was on a night. */
const at = (night: number, cells: readonly number[]): number[] => cells.map((cell) => night * SIZE + cell);
const ALL = CELLS.map((_, i) => i);

const bundleOf = (period: Period): string => (period === 'ever' ? period : period.slice(0, 4));
/** All nights as one programme: new editions are about the night they came in, and each night follows from the one before. */
export function readNights(nights: readonly Night[]): Known[] {
  return nights.flatMap(({ today, facts, fresh, sealed }, i) => {
    const isOfTonight = (period: Period, isTold: boolean): boolean =>
      fresh.has(bundleOf(period)) || !(isTold || sealed.has(bundleOf(period)));
    const known = worldOn(today)
      .read(facts, isOfTonight)
      .filter(({ most, least }) => least > 0 || most < Infinity)
      .map(({ cells, least, most }) => ({ cells: at(i, cells), least, most }));
    return [...known, ...impossible(today, i), ...(follows(nights, i) ? following(i) : [])];
  });
}

const impossible = (today: string, night: number): Known[] => [
  {
    cells: at(
      night,
      ALL.filter((cell) => !isPossible(CELLS[cell]!, today)),
    ),
    least: 0,
    most: 0,
  },
];

/**
 * Whether a night goes on from the one before. Not where a year closed in between: how many came since its last edition, however
 * few, is told by its final one.
 */
const follows = (nights: readonly Night[], i: number): boolean =>
  i > 0 && !nights[i]!.isCorrected && lastClosedYear(nights[i - 1]!.today) === lastClosedYear(nights[i]!.today);

/** Who has left stays so, and who came stays known: nothing else is sure when nothing is corrected. */
function following(night: number): Known[] {
  const grows = (cells: readonly number[]): Known => ({
    cells: at(night, cells),
    less: at(night - 1, cells),
    least: 0,
    most: Infinity,
  });
  const left = ALL.filter((cell) => CELLS[cell]!.toOn !== null);
  const came = Map.groupBy(ALL, (i) => `${CELLS[i]!.commune} ${CELLS[i]!.fromOn}`);
  return [...left.map((cell) => [cell]), ...came.values()].map(grows);
}

const sum = (people: readonly number[], cells: readonly number[]): number =>
  cells.reduce((all, cell) => all + people[cell]!, 0);

/** Groups of one to ten, on each night. */
export const groupsIn = (nights: readonly Night[]): Secret[] =>
  nights.flatMap(({ today, people }, i) =>
    worldOn(today)
      .secrets.map(({ name, cells }) => ({
        name: `${name} (night ${i})`,
        cells: at(i, cells),
        size: sum(people, cells),
      }))
      .filter(({ size }) => size > 0 && size <= 10),
  );

/**
 * Changes of one to ten people between two nights, but those that the end of a year tells: its final count is exact. What came
 * to so few by many who came and many who left is no group.
 */
export const changesIn = (nights: readonly Night[]): Secret[] =>
  nights.flatMap(({ today }, i) =>
    nights.slice(0, i).flatMap((before, j) =>
      worldOn(before.today)
        .secrets.filter(({ period }) => !closesBetween(period, before.today, today))
        .filter(({ cells }) => hasSmallStep(nights.slice(j, i + 1), cells))
        .map(({ name, cells }) => ({
          name: `${name} (from night ${j} to ${i})`,
          cells: at(i, cells),
          less: at(j, cells),
          size: sum(nights[i]!.people, cells) - sum(before.people, cells),
        }))
        .filter(({ size }) => isFew(size)),
    ),
  );

const hasSmallStep = (nights: readonly Night[], cells: readonly number[]): boolean =>
  nights.some(({ people }, i) => i > 0 && isFew(sum(people, cells) - sum(nights[i - 1]!.people, cells)));

const isFew = (size: number): boolean => size !== 0 && Math.abs(size) <= 10;

function closesBetween(period: Period, before: string, today: string): boolean {
  if (period === 'ever') return lastClosedYear(before) !== lastClosedYear(today);
  return isClosed(period, today) && !isClosed(period, before);
}
