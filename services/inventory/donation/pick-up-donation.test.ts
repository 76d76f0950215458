import { anInventory, refusedWith, type Inventory } from '../inventory.factory.ts';
import { aComputer, findComputer } from '../computer/computer.factory.ts';
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

  it('strikes out the machines that did not come', async () => {
    const { id: donationId } = await aDonation(inventory, 'ACCEPTED');
    const [came, missing] = [
      await aComputer(inventory, 'ANNOUNCED', donationId),
      await aComputer(inventory, 'ANNOUNCED', donationId),
    ];
    const elsewhere = await aComputer(inventory, 'ANNOUNCED');
    const pickUp = (ids: string[]) => inventory.pickUp({ donationId, missing: ids, on: '2011-01-05' });
    expect(await pickUp([missing.id, elsewhere.id])).toEqual(refusedWith('NOT_ANNOUNCED', 'missing', '1'));
    expect((await pickUp([missing.id, missing.id])).userErrors).toEqual([]);
    expect((await findComputer(inventory, came.id)).custody).toBe('IN_STOCK');
    expect(await findComputer(inventory, missing.id)).toMatchObject({
      custody: 'STRUCK_OUT',
      collectedOn: null,
      history: [{}, { verb: 'strikeOutComputer', happenedOn: '2011-01-05', details: { reason: 'NOT_DELIVERED' } }],
    });
  });

  it.each([
    ['OFFERED', 'NOT_ACCEPTED'],
    ['DECLINED', 'DECLINED'],
    ['CANCELLED', 'CANCELLED'],
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
