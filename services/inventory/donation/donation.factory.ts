import type { History, Inventory } from '../inventory.factory.ts';

/** A donation as tests read it. */
export interface DonationMade {
  id: string;
  state: string;
  donor: { id: string };
  announcedMachines: number;
  offeredOn: string;
  acceptedOn: string | null;
  declinedOn: string | null;
  cancelledOn: string | null;
  pickedUpOn: string | null;
  inventoriedOn: string | null;
  history: History;
}

/** A donation of the CAF as far along as asked, on the first days of January 2011. */
export async function aDonation(
  inventory: Inventory,
  state: 'OFFERED' | 'DECLINED' | 'CANCELLED' | 'ACCEPTED' | 'PICKED_UP' | 'INVENTORIED' = 'PICKED_UP',
  input: object = {},
): Promise<DonationMade> {
  const { donation } = await inventory.offer(input);
  const donationId = donation.id;
  if (state === 'OFFERED') return donation;
  if (state === 'DECLINED') return (await inventory.decline({ donationId, on: '2011-01-04' })).donation;
  if (state === 'CANCELLED') return (await inventory.cancel({ donationId, on: '2011-01-04' })).donation;
  const accepted = await inventory.accept({ donationId, on: '2011-01-04' });
  if (state === 'ACCEPTED') return accepted.donation;
  const pickedUp = await inventory.pickUp({ donationId, on: '2011-01-05' });
  if (state === 'PICKED_UP') return pickedUp.donation;
  return (await inventory.closeInventory({ donationId, on: '2011-01-06' })).donation;
}
