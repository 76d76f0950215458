import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { aComputer, findComputer } from '../computer/computer.factory.ts';
import { anInventory, CAF, refusedWith, TOWN, type Inventory } from '../inventory.factory.ts';
import { aDonation, type DonationMade } from './donation.factory.ts';

describe('Cancelling a donation', () => {
  let inventory: Inventory;
  beforeAll(async () => {
    inventory = await anInventory();
  });
  afterAll(() => inventory.close());

  it('keeps the day, and strikes out what was announced', async () => {
    const { id: donationId } = await aDonation(inventory, 'ACCEPTED');
    const announced = await aComputer(inventory, 'ANNOUNCED', donationId);
    const { donation } = await inventory.cancel({ donationId, on: '2011-01-05' });
    expect(donation).toMatchObject({ state: 'CANCELLED', cancelledOn: '2011-01-05', pickedUpOn: null });
    expect(donation.history.at(-1)).toMatchObject({ verb: 'cancelDonation', happenedOn: '2011-01-05' });
    const { custody, history } = await findComputer(inventory, announced.id);
    expect([custody, history.at(-1)?.details['reason']]).toEqual(['STRUCK_OUT', 'NOT_DELIVERED']);
    const late = await inventory.register({ donationId, label: inventory.nextLabel(), kind: 'LAPTOP' });
    expect(late).toEqual(refusedWith('CANCELLED', 'donationId'));
  });

  it('is for the donor too until its offer is accepted, and for no other donor', async () => {
    const { id: donationId } = await aDonation(inventory, 'OFFERED');
    const { id: acceptedId } = await aDonation(inventory, 'ACCEPTED');
    const cancelAs = (organisation: string, id: string) =>
      callVerb<{ donation: DonationMade }>(
        inventory.as('partner', { organisation }),
        'cancelDonation',
        'donation { state }',
        { donationId: id, on: '2011-01-05', idempotencyKey: `${organisation} cancels ${id}` },
      );
    expect(await cancelAs(TOWN, donationId)).toEqual(refusedWith('NOT_FOUND', 'donationId'));
    expect(await cancelAs(CAF, acceptedId)).toEqual(refusedWith('ALREADY_ACCEPTED', 'donationId'));
    expect((await cancelAs(CAF, donationId)).donation.state).toBe('CANCELLED');
  });

  it.each([
    ['DECLINED', 'DECLINED'],
    ['CANCELLED', 'CANCELLED'],
    ['PICKED_UP', 'ALREADY_PICKED_UP'],
    ['INVENTORIED', 'ALREADY_PICKED_UP'],
  ] as const)('refuses one that is %s: %s', async (state, code) => {
    const { id } = await aDonation(inventory, state);
    expect(await inventory.cancel({ donationId: id })).toEqual(refusedWith(code, 'donationId'));
  });

  it('refuses what is not known, a day before its acceptance, and one to come', async () => {
    const { id: donationId } = await aDonation(inventory, 'ACCEPTED');
    expect(await inventory.cancel({ donationId: 'donation_none' })).toEqual(refusedWith('NOT_FOUND', 'donationId'));
    expect(await inventory.cancel({ donationId, on: '2011-01-03' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await inventory.cancel({ donationId, on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
  });
});
