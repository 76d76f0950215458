import { aDonationOf, donationEnd } from '../certificate/certificate.factory.ts';
import { anInventory, refusedWith, type Inventory } from '../inventory.factory.ts';
import { aDonation } from './donation.factory.ts';

const FEBRUARY = '2011-02-01';

describe('Attesting and closing a donation', () => {
  let inventory: Inventory;
  let end: ReturnType<typeof donationEnd>;
  beforeAll(async () => {
    inventory = await anInventory();
    end = donationEnd(inventory);
  });
  afterAll(() => inventory.close());

  it('certifies every machine, then ends the donation', async () => {
    const { donationId } = await aDonationOf(inventory, ['READY', 'RECYCLED']);
    const { donation, certificate, userErrors } = await end.attest({ donationId, on: FEBRUARY });
    expect(userErrors).toEqual([]);
    expect(donation).toMatchObject({ state: 'ATTESTED', attestedOn: FEBRUARY });
    expect(certificate?.lines.map(({ outcome }) => outcome)).toEqual(['REUSED', 'RECYCLED']);
    const { donation: closed } = await end.close({ donationId, on: '2011-02-02' });
    expect(closed).toMatchObject({ state: 'CLOSED', closedOn: '2011-02-02' });
    expect(closed.history.map(({ verb }) => verb).slice(-3)).toEqual([
      'inventoryDonation',
      'attestDonation',
      'closeDonation',
    ]);
  });

  it('is done once when the call is sent again', async () => {
    const { donationId } = await aDonationOf(inventory, ['READY']);
    const input = { donationId, idempotencyKey: 'the same attestation' };
    const [first, again] = [await end.attest(input), await end.attest(input)];
    expect(again.certificate?.id).toBe(first.certificate?.id);
  });

  it('needs no other certificate when earlier ones tell of every machine', async () => {
    const { donationId } = await aDonationOf(inventory, ['READY']);
    await end.issue({ donationId, on: FEBRUARY });
    const { donation, certificate } = await end.attest({ donationId, on: FEBRUARY });
    expect([donation.state, certificate]).toEqual(['ATTESTED', null]);
  });

  it('is refused while machines are in the workshop, naming them', async () => {
    const { donationId, computers } = await aDonationOf(inventory, ['ERASED', 'READY', 'TO_RECYCLE']);
    const answer = await end.attest({ donationId, on: FEBRUARY });
    expect(answer).toEqual(refusedWith('STILL_IN_WORKSHOP', 'donationId'));
    const [erased, ready, toRecycle] = computers.map(({ label }) => label) as [string, string, string];
    expect(answer.userErrors[0]?.french).toContain(`${erased}, ${toRecycle}`);
    expect(answer.userErrors[0]?.french).not.toContain(ready);
  });

  it.each([
    ['OFFERED', 'NOT_ACCEPTED'],
    ['DECLINED', 'DECLINED'],
    ['CANCELLED', 'CANCELLED'],
    ['ACCEPTED', 'NOT_INVENTORIED'],
    ['PICKED_UP', 'NOT_INVENTORIED'],
  ] as const)('is refused for one that is %s: %s', async (state, code) => {
    const { id: donationId } = await aDonation(inventory, state);
    expect(await end.attest({ donationId })).toEqual(refusedWith(code, 'donationId'));
    expect(await end.close({ donationId })).toEqual(refusedWith('NOT_ATTESTED', 'donationId'));
  });

  it('is refused twice, out of order, for a day to come, and for what is not known', async () => {
    const { donationId } = await aDonationOf(inventory, ['READY']);
    expect(await end.attest({ donationId, on: '2011-01-30' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await end.attest({ donationId, on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    await end.attest({ donationId, on: FEBRUARY });
    expect(await end.attest({ donationId })).toEqual(refusedWith('ALREADY_ATTESTED', 'donationId'));
    expect(await end.close({ donationId, on: '2011-01-31' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await end.close({ donationId, on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    await end.close({ donationId });
    expect(await end.close({ donationId })).toEqual(refusedWith('ALREADY_CLOSED', 'donationId'));
    expect(await end.attest({ donationId })).toEqual(refusedWith('ALREADY_ATTESTED', 'donationId'));
    for (const verb of [end.attest, end.close])
      expect(await verb({ donationId: 'donation_none' })).toEqual(refusedWith('NOT_FOUND', 'donationId'));
  });
});
