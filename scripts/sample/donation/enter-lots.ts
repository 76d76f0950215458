import type { Desk } from '../desk/desk.ts';
import type { Ids } from '../structure/enter-organisations.ts';
import type { Fate, Machine, PlannedLot } from './plan-lots.ts';

export const ERASURE = { method: 'CLEAR', standard: 'NIST SP 800-88', tool: 'nwipe 0.34', succeeded: true };

/** What the recycler's certificate says of machines that nobody erased. */
export const DESTROYED = { storagesDestroyed: true };

interface Registered {
  computers: { id: string; label: string }[];
}

/** Takes every lot from its offer to READY machines; gives the id of each machine by its label. */
export async function enterLots(desk: Desk, lots: readonly PlannedLot[], organisations: Ids): Promise<Ids> {
  const donations = await desk.enter<{ donation: { id: string } }>(
    'offerDonation',
    lots.map(({ key, donor, programme: programmeId, days, machines }) => ({
      key,
      input: {
        on: days.offered,
        donorId: organisations.get(donor),
        programmeId,
        announcedMachines: machines.length,
      },
    })),
  );
  const donationOf = new Map(lots.map((lot, index) => [lot, donations[index]!.donation.id]));
  const move = (verb: 'acceptDonation' | 'pickUpDonation' | 'inventoryDonation', step: keyof PlannedLot['days']) =>
    desk.enter(
      verb,
      lots.map((lot) => ({ key: lot.key, input: { on: lot.days[step], donationId: donationOf.get(lot) } })),
    );

  await move('acceptDonation', 'accepted');
  await move('pickUpDonation', 'pickedUp');
  const registered = await registerMachines(desk, lots, donationOf);
  await move('inventoryDonation', 'inventoried');
  const ids = idsByLabel(registered);
  await refurbish(desk, lots, ids);
  return ids;
}

export const idsByLabel = (registered: readonly Registered[]): Ids =>
  new Map(registered.flatMap(({ computers }) => computers.map(({ id, label }) => [label, id])));

/** Registers the machines of each lot under its donation. */
export function registerMachines(
  desk: Desk,
  lots: readonly PlannedLot[],
  donationOf: ReadonlyMap<PlannedLot, string>,
): Promise<Registered[]> {
  const entries = lots.map((lot) => ({
    key: lot.key,
    input: {
      on: lot.days.inventoried,
      donationId: donationOf.get(lot),
      computers: lot.machines.map(({ label, kind, brand }) => ({ label, kind, brand })),
    },
  }));
  return desk.enter<Registered>('registerComputers', entries);
}

/** Takes the machines of each lot through the workshop. */
export async function refurbish(desk: Desk, lots: readonly PlannedLot[], ids: Ids): Promise<void> {
  const onLots = (step: keyof PlannedLot['days'], fates: readonly Fate[], line: (machine: Machine) => object) =>
    lots.map(({ key, days, machines }) => ({
      key,
      input: {
        on: days[step],
        computers: machines
          .filter(({ fate }) => fates.includes(fate))
          .map((machine) => ({ computerId: ids.get(machine.label), ...line(machine) })),
      },
    }));
  const everyFate: Fate[] = ['REFURBISH', 'DISMANTLE', 'RECYCLE'];
  await desk.enter(
    'triageComputers',
    onLots('triaged', everyFate, ({ fate: outcome }) => ({ outcome })),
  );
  await desk.enter(
    'recordErasures',
    onLots('erased', ['REFURBISH'], () => ERASURE),
  );
  await desk.enter(
    'refurbishComputers',
    onLots('ready', ['REFURBISH'], ({ grade }) => ({ grade, testsPassed: true })),
  );
}

/** Records the certificates of the machines that went to the recycler. */
export async function enterRecycling(
  desk: Desk,
  lots: readonly PlannedLot[],
  ids: Ids,
  recyclerId: string,
): Promise<void> {
  const entries = lots.flatMap(({ machines, days }) =>
    machines
      .filter(({ fate }) => fate === 'RECYCLE')
      .map(({ label }) => ({
        key: label,
        input: {
          ...DESTROYED,
          on: days.recycled,
          computerId: ids.get(label),
          recyclerId,
          certificate: `BSDD-EXEMPLE-${label}`,
        },
      })),
  );
  await desk.enter('recordRecycling', entries);
}
