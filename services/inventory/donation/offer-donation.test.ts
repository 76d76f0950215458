import { anInventory, CAF, refusedWith, TOWN, type Inventory } from '../inventory.factory.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';

describe('Offering a donation', () => {
  let inventory: Inventory;
  beforeAll(async () => {
    inventory = await anInventory();
  });
  afterAll(() => inventory.close());

  it('keeps who offers how many machines, and when', async () => {
    const { donation, userErrors } = await inventory.offer({ announcedMachines: 12, on: '2011-02-01' });
    expect(userErrors).toEqual([]);
    expect(donation).toMatchObject({
      state: 'OFFERED',
      donor: { id: CAF },
      announcedMachines: 12,
      offeredOn: '2011-02-01',
    });
    expect(donation.history).toMatchObject([{ verb: 'offerDonation', happenedOn: '2011-02-01' }]);
  });

  it('counts as today when no day is given', async () => {
    expect((await inventory.offer({ on: null })).donation.offeredOn).toBe('2011-06-15');
  });

  it('is done once when the call is sent again', async () => {
    const input = { idempotencyKey: 'the same offer' };
    const [first, again] = [await inventory.offer(input), await inventory.offer(input)];
    expect(again.donation.id).toBe(first.donation.id);
  });

  it.each([
    ['a donor that is not an organisation', { donorId: 'the CAF' }, 'donorId'],
    ['a programme that is not a slug', { programmeId: 'Ordi 2.0!' }, 'programmeId'],
    ['no machine', { announcedMachines: 0 }, 'announcedMachines'],
    ['a key that is too short', { idempotencyKey: 'short' }, 'idempotencyKey'],
  ])('refuses %s', async (_what, input, field) => {
    expect(await inventory.offer(input)).toEqual(refusedWith('INVALID_INPUT', field));
  });

  it('refuses a day to come', async () => {
    expect(await inventory.offer({ on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
  });

  it('lets a partner offer for its own organisation only', async () => {
    const partner = inventory.as('partner', { organisation: TOWN });
    const offer = (donorId: string) =>
      callVerb<{ donation: { id: string } }>(partner, 'offerDonation', 'donation { id }', {
        donorId,
        announcedMachines: 3,
        idempotencyKey: `offer of ${donorId}`,
      });
    expect((await offer(TOWN)).donation.id).toMatch(/^donation_/);
    expect(await offer(CAF)).toEqual(refusedWith('NOT_YOUR_ORGANISATION', 'donorId'));
  });

  it('refuses at a hub', async () => {
    const hub = await anInventory({ association: null });
    await expect(hub.offer()).rejects.toThrow('FORBIDDEN');
    await hub.close();
  });
});
