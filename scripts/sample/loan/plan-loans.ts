import type { Profile } from '../association/profile.ts';
import { addDays } from '../days.ts';
import type { Machine, PlannedLot } from '../donation/plan-lots.ts';
import type { Family } from '../family/plan-families.ts';
import type { Structure } from '../structure/plan-structures.ts';

/** A loan and the machines it is made with, by label. */
export interface PlannedLoan {
  key: string;
  borrower: { family: string } | { structure: string };
  commune: string;
  startsOn: string;
  renewedOn: string | null;
  returnedOn: string;
  machine: string;
  /** The machine breaks down and is exchanged. */
  swap: { on: string; machine: string } | null;
  /** The machine is mended at the borrower's. */
  repairedOn: string | null;
  /** The machine was lent before, and came back before this loan. */
  isLentAgain: boolean;
}

/** After a machine came back it is erased, and some days later READY again. */
export const READY_AGAIN_DAYS = 10;
/** CAF machines start being lent when the lot of the year is through the workshop. */
const FOLLOWED_FROM_DAY = '-02-15';
const SWAP_AFTER_DAYS = 60;
const REPAIR_AFTER_DAYS = 100;

/** Every loan of an association with its machines; throws when there are not enough of them at some day. */
export function planLoans(
  profile: Profile,
  lots: readonly PlannedLot[],
  families: readonly Family[],
  structures: readonly Structure[],
): PlannedLoan[] {
  const stock = stockOf(profile, lots);
  const followed = followedFamilies(profile, families);
  const again = lentAgain(profile, families, followed);
  const swapped = spacedOut(families, profile.swaps, (family) => !followed.has(family) && isKept(family, again));
  const repaired = spacedOut(families, profile.repairs, (family) => !swapped.has(family) && !again.has(family));
  const ofFamilies = families.map((family) => ({
    ...ofFamily(family),
    follows: followed.has(family),
    before: again.get(family)?.key ?? null,
    swapOn: swapped.has(family) ? addDays(family.startsOn, SWAP_AFTER_DAYS) : null,
    repairedOn: repaired.has(family) ? addDays(family.startsOn, REPAIR_AFTER_DAYS) : null,
  }));
  const ofStructures = structures.flatMap((structure) =>
    structure.loans.map((loan) => ({
      ...ofStructure(structure, loan),
      follows: profile.followedDonor !== null,
      before: null,
      swapOn: null,
      repairedOn: null,
    })),
  );
  return assignMachines([...ofFamilies, ...ofStructures], stock);
}

interface Wish extends Omit<PlannedLoan, 'machine' | 'swap' | 'isLentAgain'> {
  /** Whether its machine comes from the followed donor. */
  follows: boolean;
  /** The loan whose machine it takes over. */
  before: string | null;
  swapOn: string | null;
}

function ofFamily({ key, commune, startsOn, renewedOn, returnedOn }: Family) {
  return { key: `family ${key}`, borrower: { family: key }, commune, startsOn, renewedOn, returnedOn };
}

function ofStructure({ name, commune }: Structure, loan: Structure['loans'][number]) {
  return { ...loan, borrower: { structure: name }, commune, renewedOn: null };
}

/** So many families of each year, none renewed, so that they are counted in the years the sheet speaks of only. */
function followedFamilies({ followedDonor }: Profile, families: readonly Family[]): ReadonlySet<Family> {
  const chosen = Object.entries(followedDonor?.starts ?? {}).flatMap(([year, count]) =>
    families
      .filter(
        (family) => family.year === Number(year) && !family.renewedOn && family.startsOn >= year + FOLLOWED_FROM_DAY,
      )
      .slice(0, count),
  );
  return new Set(chosen);
}

/** Pairs the last families of 2011 with those whose machine came back first in 2010. */
function lentAgain(
  { lentAgain: count }: Profile,
  families: readonly Family[],
  followed: ReadonlySet<Family>,
): ReadonlyMap<Family, Family> {
  const free = families.filter((family) => !followed.has(family));
  const back = free.filter(({ year, renewedOn }) => year === 2009 && !renewedOn).slice(0, count);
  const last = free.filter(({ year }) => year === 2011).slice(-count);
  return new Map(last.slice(0, back.length).map((family, index) => [family, back[index]!]));
}

const isKept = (family: Family, again: ReadonlyMap<Family, Family>): boolean =>
  !again.has(family) && ![...again.values()].includes(family);

function spacedOut(
  families: readonly Family[],
  count: number,
  isFit: (family: Family) => boolean,
): ReadonlySet<Family> {
  const fit = families.filter(isFit);
  const step = Math.max(1, Math.floor(fit.length / count));
  return new Set(fit.filter((_, index) => index % step === 0).slice(0, count));
}

interface Stock {
  take(on: string, follows: boolean): string;
}

function stockOf({ id, followedDonor }: Profile, lots: readonly PlannedLot[]): Stock {
  const ready = lots.flatMap(({ machines }) => machines.filter(({ fate }) => fate === 'REFURBISH'));
  const isFollowed = ({ donor }: Machine): boolean => donor === followedDonor?.donor;
  const queues = new Map(
    [true, false].map((follows) => [follows, ready.filter((machine) => isFollowed(machine) === follows)]),
  );
  return {
    take(on, follows) {
      const machine = queues.get(follows)!.shift();
      if (!machine || machine.readyOn > on) throw new Error(`${id} has no machine left to lend on ${on}.`);
      return machine.label;
    },
  };
}

/** In the order of the days, the machine that is ready for the longest time goes first. */
function assignMachines(wishes: readonly Wish[], stock: Stock): PlannedLoan[] {
  const needs = wishes
    .flatMap((wish) => [
      ...(wish.before ? [] : [{ on: wish.startsOn, wish, isSwap: false }]),
      ...(wish.swapOn ? [{ on: wish.swapOn, wish, isSwap: true }] : []),
    ])
    .toSorted((one, other) => one.on.localeCompare(other.on));
  const first = new Map<string, string>();
  const second = new Map<string, string>();
  for (const { on, wish, isSwap } of needs) (isSwap ? second : first).set(wish.key, stock.take(on, wish.follows));
  return wishes.map(({ key, borrower, commune, startsOn, renewedOn, returnedOn, repairedOn, before, swapOn }) => ({
    key,
    borrower,
    commune,
    startsOn,
    renewedOn,
    returnedOn,
    repairedOn,
    machine: first.get(before ? `family ${before}` : key)!,
    swap: swapOn ? { on: swapOn, machine: second.get(key)! } : null,
    isLentAgain: before !== null,
  }));
}
