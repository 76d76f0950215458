import { otherOf } from '../geography/territory.ts';

/** What is known of one place before anything is protected. */
export interface Leaf<Basis> {
  code: string;
  /** The territories it lies in, nearest first: ["DEP-56", "REG-53", "FR"]; equally many for every leaf. */
  path: readonly string[];
  value: number;
  /** What the safety of a publication is judged by. */
  basis: Basis;
}

/** A place that may be told: a leaf itself, or "other places" with the leaves it stands for. */
export interface Rung<Basis> {
  territory: string;
  members: readonly Leaf<Basis>[];
}

export interface Climbed<Basis> {
  told: Rung<Basis>[];
  /** Leaves that not even the widest territory can hide. */
  untold: readonly Leaf<Basis>[];
}

type IsSafe<Basis> = (members: readonly Leaf<Basis>[]) => boolean;

/**
 * The ladder: leaves that are not safe by themselves join "other places" of their department, which absorbs the smallest
 * told place there until it is safe and stands for at least two; what a whole department cannot hide climbs to the region,
 * then to France. Every leaf is in exactly one rung, so sums stay exact.
 *
 * What is absorbed comes from the smallest territory below, then from the smallest one inside that: the same choice
 * whether leaves are communes or whole departments. Two grids of the same people therefore hide the same territories,
 * and no difference between them isolates one.
 */
export function climb<Basis>(leaves: readonly Leaf<Basis>[], isSafe: IsSafe<Basis>): Climbed<Basis> {
  const rank = rankerOf(leaves);
  const told = new Set(leaves.filter((leaf) => isSafe([leaf])).map(alone));
  let untold = leaves.filter((leaf) => !isSafe([leaf]));
  const height = leaves[0]?.path.length ?? 0;
  for (let level = 0; level < height; level++) {
    const groups = Map.groupBy(untold, ({ path }) => path[level]!);
    untold = [...groups].flatMap(([group, members]) => {
      const rung = settle({ territory: otherOf(group), members }, inside(group, told).sort(byRank(rank)), isSafe, told);
      return rung ? [] : groupOf(group, leaves);
    });
  }
  return { told: [...told], untold };
}

/** Grows a residual out of the told places, smallest first; tells it and gives it back once it is safe. */
function settle<Basis>(
  { territory, members }: Rung<Basis>,
  candidates: Rung<Basis>[],
  isSafe: IsSafe<Basis>,
  told: Set<Rung<Basis>>,
): Rung<Basis> | null {
  const all = [...members];
  while (all.length < 2 || !isSafe(all)) {
    const absorbed = candidates.shift();
    if (!absorbed) return null;
    told.delete(absorbed);
    all.push(...absorbed.members);
  }
  const rung = { territory, members: all };
  told.add(rung);
  return rung;
}

const alone = <Basis>(leaf: Leaf<Basis>): Rung<Basis> => ({ territory: leaf.code, members: [leaf] });

const groupOf = <Basis>(group: string, leaves: readonly Leaf<Basis>[]) =>
  leaves.filter(({ path }) => path.includes(group));

const inside = <Basis>(group: string, told: ReadonlySet<Rung<Basis>>): Rung<Basis>[] =>
  [...told].filter(({ members }) => members[0]!.path.includes(group));

type Rank = (string | number)[];

/** Smallest territory first, level by level from the widest; a residual after all the places beside it. */
function rankerOf<Basis>(leaves: readonly Leaf<Basis>[]): (rung: Rung<Basis>) => Rank {
  const totals = new Map<string, number>();
  for (const { path, value } of leaves) {
    for (const group of path) totals.set(group, (totals.get(group) ?? 0) + value);
  }
  return ({ territory, members }) => {
    const [first] = members as [Leaf<Basis>];
    const isLeaf = territory === first.code;
    const level = first.path.findIndex((group) => otherOf(group) === territory);
    const above = first.path.slice(Math.max(level, 0)).toReversed();
    return [...above.flatMap((group) => [totals.get(group)!, group]), isLeaf ? first.value : Infinity, territory];
  };
}

const byRank =
  <Basis>(rank: (rung: Rung<Basis>) => Rank) =>
  (a: Rung<Basis>, b: Rung<Basis>): number => {
    const [left, right] = [rank(a), rank(b)];
    const i = left.findIndex((part, index) => part !== right[index]);
    return i === -1 ? 0 : left[i]! < right[i]! ? -1 : 1;
  };
