import { otherOf } from '../../geography/territory.ts';

/** What is known of one place before anything is protected. */
export interface Leaf<Basis> {
  code: string;
  /** The territories it lies in, nearest first: ["DEP-56", "REG-53", "FR"]; equally many for every leaf. */
  path: readonly string[];
  value: number;
  /** What the safety of a publication is judged by. */
  basis: Basis;
}

/** A place that may be told: one place itself, or "other places" with the leaves they stand for. */
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
 * The ladder of departments: those that are not safe by themselves join "other places" of their region, which absorbs the
 * smallest told place there until it is safe and stands for at least two; what a region cannot hide climbs to France.
 * Every leaf is in exactly one rung, so sums stay exact.
 */
export function climbByDepartment<Basis>(departments: readonly Leaf<Basis>[], isSafe: IsSafe<Basis>): Climbed<Basis> {
  return ascend(departments.map(alone), isSafe, 0);
}

/**
 * The ladder of communes. Departments climb first, exactly as they do without communes; then each of their rungs is cut
 * into communes, some of which stay together under its name. What is told by commune thus refines what is told by
 * department: two grids of the same people tell no more than the finer one, and no difference between them isolates anybody.
 */
export function climbByCommune<Basis>(communes: readonly Leaf<Basis>[], isSafe: IsSafe<Basis>): Climbed<Basis> {
  const { told, untold } = ascend(departmentsOf(communes), isSafe, 1);
  return { told: told.flatMap((rung) => refine(rung, isSafe)), untold };
}

/** Climbs from the level `floor` of the paths to the widest territory. */
function ascend<Basis>(places: readonly Rung<Basis>[], isSafe: IsSafe<Basis>, floor: number): Climbed<Basis> {
  let told = places.filter(({ members }) => isSafe(members));
  let open = places.filter(({ members }) => !isSafe(members));
  const height = places[0]?.members[0]!.path.length ?? 0;
  for (let level = floor; level < height; level++) {
    const climbing: Rung<Basis>[] = [];
    for (const [group, own] of Map.groupBy(open, (place) => territoryOf(place, level))) {
      const inside = told.filter((place) => territoryOf(place, level) === group);
      const gathered = gather(otherOf(group), own, inside, isSafe);
      told = told.filter((place) => !inside.includes(place)).concat(gathered ?? []);
      if (!gathered) climbing.push(...own, ...inside);
    }
    open = climbing;
  }
  return { told, untold: open.flatMap(({ members }) => members) };
}

/** "Other places" out of the open ones and as many of the told ones, smallest first, as it takes; with those left over. */
function gather<Basis>(
  territory: string,
  open: readonly Rung<Basis>[],
  told: readonly Rung<Basis>[],
  isSafe: IsSafe<Basis>,
): Rung<Basis>[] | null {
  const parts = [...open];
  const rest = told.toSorted(bySize);
  while (parts.length < 2 || !isSafe(membersOf(parts))) {
    const smallest = rest.shift();
    if (!smallest) return null;
    parts.push(smallest);
  }
  return [{ territory, members: membersOf(parts) }, ...rest];
}

/** Cuts a rung of departments into communes. As a whole it is safe, so gathering succeeds at the latest with all of it. */
function refine<Basis>({ territory, members }: Rung<Basis>, isSafe: IsSafe<Basis>): Rung<Basis>[] {
  const departments = departmentsOf(members);
  const settled = departments
    .filter((department) => isSafe(department.members))
    .flatMap((department) => settle(department, isSafe));
  const open = departments
    .filter((department) => !isSafe(department.members))
    .flatMap((department) => department.members.map(alone));
  return open.length === 0 ? settled : gather(territory, open, settled, isSafe)!;
}

/** The communes of a safe department: told, or together in its "other places". */
function settle<Basis>({ territory, members }: Rung<Basis>, isSafe: IsSafe<Basis>): Rung<Basis>[] {
  const told = members.filter((leaf) => isSafe([leaf])).map(alone);
  const open = members.filter((leaf) => !isSafe([leaf])).map(alone);
  return open.length === 0 ? told : gather(otherOf(territory), open, told, isSafe)!;
}

const alone = <Basis>(leaf: Leaf<Basis>): Rung<Basis> => ({ territory: leaf.code, members: [leaf] });

const departmentsOf = <Basis>(communes: readonly Leaf<Basis>[]): Rung<Basis>[] =>
  [...Map.groupBy(communes, ({ path }) => path[0]!)].map(([territory, members]) => ({ territory, members }));

const membersOf = <Basis>(rungs: readonly Rung<Basis>[]): Leaf<Basis>[] => rungs.flatMap(({ members }) => members);

const territoryOf = <Basis>({ members }: Rung<Basis>, level: number): string => members[0]!.path[level]!;

const sizeOf = <Basis>({ members }: Rung<Basis>): number => members.reduce((sum, { value }) => sum + value, 0);

const bySize = <Basis>(a: Rung<Basis>, b: Rung<Basis>): number =>
  sizeOf(a) - sizeOf(b) || (a.territory < b.territory ? -1 : 1);
