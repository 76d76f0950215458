import { anInventory, refusedWith, type Inventory } from '../inventory.factory.ts';
import { aDonation } from './donation.factory.ts';

describe('Closing the inventory of a donation', () => {
  let inventory: Inventory;
  beforeAll(async () => {
    inventory = await anInventory();
  });
  afterAll(() => inventory.close());

  it('says that no machine will be added', async () => {
    const { id } = await aDonation(inventory, 'PICKED_UP');
    const { donation } = await inventory.closeInventory({ donationId: id, on: '2011-01-06' });
    expect(donation).toMatchObject({ state: 'INVENTORIED', inventoriedOn: '2011-01-06' });
    const late = await inventory.register({ donationId: id, label: inventory.nextLabel(), kind: 'LAPTOP' });
    expect(late).toEqual(refusedWith('INVENTORY_CLOSED', 'donationId'));
  });

  it.each([
    ['OFFERED', 'NOT_ACCEPTED'],
    ['DECLINED', 'DECLINED'],
    ['CANCELLED', 'CANCELLED'],
    ['ACCEPTED', 'NOT_PICKED_UP'],
    ['INVENTORIED', 'INVENTORY_CLOSED'],
  ] as const)('refuses one that is %s: %s', async (state, code) => {
    const { id } = await aDonation(inventory, state);
    expect(await inventory.closeInventory({ donationId: id })).toEqual(refusedWith(code, 'donationId'));
  });

  it('refuses an id that names nothing', async () => {
    const answer = await inventory.closeInventory({ donationId: 'donation_none' });
    expect(answer).toEqual(refusedWith('NOT_FOUND', 'donationId'));
  });

  it('refuses a day before its pick-up, and one to come', async () => {
    const { id: donationId } = await aDonation(inventory, 'PICKED_UP');
    const on = (day: string) => inventory.closeInventory({ donationId, on: day });
    expect(await on('2011-01-04')).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await on('2011-06-16')).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
  });
});
