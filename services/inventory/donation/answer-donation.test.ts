import { anInventory, refusedWith, type Inventory } from '../inventory.factory.ts';
import { aDonation } from './donation.factory.ts';

describe.each([
  ['Accepting', 'accept', 'ACCEPTED', 'acceptedOn'],
  ['Declining', 'decline', 'DECLINED', 'declinedOn'],
] as const)('%s a donation', (_title, verb, state, day) => {
  let inventory: Inventory;
  beforeAll(async () => {
    inventory = await anInventory();
  });
  afterAll(() => inventory.close());

  it('answers an offer and keeps the day', async () => {
    const { id } = await aDonation(inventory, 'OFFERED');
    const { donation } = await inventory[verb]({ donationId: id, on: '2011-01-04' });
    expect(donation).toMatchObject({ state, [day]: '2011-01-04' });
    expect(donation.history.map((entry) => entry.verb)).toEqual(['offerDonation', `${verb}Donation`]);
  });

  it.each(['ACCEPTED', 'DECLINED', 'CANCELLED', 'PICKED_UP', 'INVENTORIED'] as const)(
    'refuses one that is %s',
    async (standing) => {
      const { id } = await aDonation(inventory, standing);
      expect(await inventory[verb]({ donationId: id })).toEqual(refusedWith('ALREADY_DECIDED', 'donationId'));
    },
  );

  it('refuses an id that names nothing', async () => {
    expect(await inventory[verb]({ donationId: 'donation_none' })).toEqual(refusedWith('NOT_FOUND', 'donationId'));
  });

  it('refuses a day before the offer, and one to come', async () => {
    const { id } = await aDonation(inventory, 'OFFERED');
    expect(await inventory[verb]({ donationId: id, on: '2011-01-02' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await inventory[verb]({ donationId: id, on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
  });

  it('refuses a key that is too short', async () => {
    const { id } = await aDonation(inventory, 'OFFERED');
    const answer = await inventory[verb]({ donationId: id, idempotencyKey: 'short' });
    expect(answer).toEqual(refusedWith('INVALID_INPUT', 'idempotencyKey'));
  });
});
