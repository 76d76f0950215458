import { anInventory, refusedWith, type Inventory } from '../inventory.factory.ts';
import { findComputer } from '../computer/computer.factory.ts';
import { aDonation } from './donation.factory.ts';

describe('Picking up a donation', () => {
  let inventory: Inventory;
  beforeAll(async () => {
    inventory = await anInventory();
  });
  afterAll(() => inventory.close());

  it('collects the machines that were announced', async () => {
    const { id } = await aDonation(inventory, 'ACCEPTED');
    const announced = await inventory.register({ donationId: id, label: inventory.nextLabel(), kind: 'LAPTOP' });
    expect(announced.computer).toMatchObject({ processing: 'ANNOUNCED', custody: 'AT_DONOR', collectedOn: null });
    const { donation } = await inventory.pickUp({ donationId: id, on: '2011-01-05' });
    expect(donation).toMatchObject({ state: 'PICKED_UP', pickedUpOn: '2011-01-05' });
    const collected = await findComputer(inventory, announced.computer.id);
    expect(collected).toMatchObject({ processing: 'COLLECTED', custody: 'IN_STOCK', collectedOn: '2011-01-05' });
    expect(collected.history.map(({ verb }) => verb)).toEqual(['registerComputer', 'pickUpDonation']);
  });

  it.each([
    ['OFFERED', 'NOT_ACCEPTED'],
    ['DECLINED', 'DECLINED'],
    ['PICKED_UP', 'ALREADY_PICKED_UP'],
    ['INVENTORIED', 'ALREADY_PICKED_UP'],
  ] as const)('refuses one that is %s: %s', async (state, code) => {
    const { id } = await aDonation(inventory, state);
    expect(await inventory.pickUp({ donationId: id })).toEqual(refusedWith(code, 'donationId'));
  });

  it('refuses an id that names nothing', async () => {
    expect(await inventory.pickUp({ donationId: 'donation_none' })).toEqual(refusedWith('NOT_FOUND', 'donationId'));
  });

  it('refuses a day before its acceptance, and one to come', async () => {
    const { id } = await aDonation(inventory, 'ACCEPTED');
    expect(await inventory.pickUp({ donationId: id, on: '2011-01-03' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await inventory.pickUp({ donationId: id, on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
  });
});
