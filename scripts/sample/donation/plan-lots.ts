import type { Lot, Profile } from '../association/profile.ts';
import { programmeOn } from '../association/programmes.ts';
import { addDays } from '../days.ts';
import { chanceOf, type Chance } from '../random.ts';

export type Fate = 'REFURBISH' | 'DISMANTLE' | 'RECYCLE';

export interface Machine {
  label: string;
  kind: string;
  brand: string;
  donor: string;
  fate: Fate;
  grade: string;
  /** The day it is READY, if it ever is. */
  readyOn: string;
}

/** One gift and the days it goes through the workshop. */
export interface PlannedLot {
  key: string;
  donor: string;
  programme: string;
  days: Record<
    'offered' | 'accepted' | 'pickedUp' | 'inventoried' | 'triaged' | 'erased' | 'ready' | 'recycled',
    string
  >;
  machines: readonly Machine[];
}

/** Days after the offer. */
const WORKSHOP = {
  offered: 0,
  accepted: 2,
  pickedUp: 7,
  inventoried: 8,
  triaged: 10,
  erased: 14,
  ready: 21,
  recycled: 40,
};
const KINDS = ['DESKTOP', 'DESKTOP', 'DESKTOP', 'LAPTOP', 'DESKTOP', 'LAPTOP', 'ALL_IN_ONE'];
const BRANDS = ['Dell', 'HP', 'Lenovo', 'Fujitsu', 'Acer'];
const GRADES = ['A', 'B', 'B', 'B', 'C'];

/** Every lot of an association, in the order they are offered. */
export function planLots({ id, lots }: Profile): PlannedLot[] {
  const chance = chanceOf(`machines of ${id}`);
  return lots.map((lot, index) => {
    const key = String(index + 1).padStart(2, '0');
    const days = Object.fromEntries(
      Object.entries(WORKSHOP).map(([step, after]) => [step, addDays(lot.offeredOn, after)]),
    ) as PlannedLot['days'];
    const programme = programmeOn(lot.offeredOn);
    return { key, donor: lot.donor, programme, days, machines: machinesOf(lot, key, days.ready, chance) };
  });
}

function machinesOf(
  { donor, ready, dismantled, recycled }: Lot,
  key: string,
  readyOn: string,
  chance: Chance,
): Machine[] {
  const fates: Fate[] = [
    ...times(ready, 'REFURBISH'),
    ...times(dismantled, 'DISMANTLE'),
    ...times(recycled, 'RECYCLE'),
  ];
  return chance.shuffled(fates).map((fate, index) => ({
    label: `EX-${key}-${String(index + 1).padStart(3, '0')}`,
    kind: chance.pick(KINDS),
    brand: chance.pick(BRANDS),
    grade: chance.pick(GRADES),
    donor,
    fate,
    readyOn,
  }));
}

const times = (count: number, fate: Fate): Fate[] => Array.from({ length: count }, () => fate);
