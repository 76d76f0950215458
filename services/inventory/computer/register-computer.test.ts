import { anInventory, refusedWith, type Inventory } from '../inventory.factory.ts';
import { aDonation } from '../donation/donation.factory.ts';

describe('Registering computers', () => {
  let inventory: Inventory;
  beforeAll(async () => {
    inventory = await anInventory();
  });
  afterAll(() => inventory.close());

  const machine = (label = inventory.nextLabel()) => ({ label, kind: 'DESKTOP' });

  it('collects a machine on the day of the pick-up, whenever it is registered', async () => {
    const { id } = await aDonation(inventory);
    const { computer } = await inventory.register({
      donationId: id,
      ...machine('DEF-1'),
      brand: 'Dell',
      on: '2011-01-09',
    });
    expect(computer).toMatchObject({
      label: 'DEF-1',
      processing: 'COLLECTED',
      custody: 'IN_STOCK',
      collectedOn: '2011-01-05',
      readyOn: null,
    });
    expect(computer.history).toMatchObject([
      { verb: 'registerComputer', happenedOn: '2011-01-09', details: { donationId: id } },
    ]);
  });

  it('registers many at once, in their order', async () => {
    const { id } = await aDonation(inventory);
    const lines = Array.from({ length: 30 }, () => machine());
    const { computers } = await inventory.registerMany({ donationId: id, computers: lines });
    expect(computers?.map(({ label }) => label)).toEqual(lines.map(({ label }) => label));
  });

  it('registers none when one label is taken, and says which', async () => {
    const { id: donationId } = await aDonation(inventory);
    await inventory.register({ donationId, ...machine('Taken') });
    const lines = [machine('Free 1'), machine('Free 2'), machine(' taken ')];
    const answer = await inventory.registerMany({ donationId, computers: lines });
    expect(answer).toEqual(refusedWith('LABEL_TAKEN', 'computers', '2', 'label'));
    expect((await inventory.register({ donationId, ...machine('Free 1') })).userErrors).toEqual([]);
  });

  it('refuses a label given twice in one list', async () => {
    const { id: donationId } = await aDonation(inventory);
    const answer = await inventory.registerMany({ donationId, computers: [machine('Same'), machine('same')] });
    expect(answer).toEqual(refusedWith('LABEL_TAKEN', 'computers', '1', 'label'));
  });

  it('gives a label to one machine when two are registered at the same time', async () => {
    const { id: donationId } = await aDonation(inventory);
    const [second] = [await aDonation(inventory)];
    const answers = await Promise.all(
      [donationId, second.id].map((donation) => inventory.register({ donationId: donation, ...machine('Raced') })),
    );
    expect(answers.map(({ userErrors }) => userErrors[0]?.code ?? 'DONE').sort()).toEqual(['DONE', 'LABEL_TAKEN']);
  });

  it.each([
    ['OFFERED', 'NOT_ACCEPTED'],
    ['DECLINED', 'DECLINED'],
    ['INVENTORIED', 'INVENTORY_CLOSED'],
  ] as const)('refuses a donation that is %s: %s', async (state, code) => {
    const { id: donationId } = await aDonation(inventory, state);
    expect(await inventory.register({ donationId, ...machine() })).toEqual(refusedWith(code, 'donationId'));
    const many = await inventory.registerMany({ donationId, computers: [machine()] });
    expect(many).toEqual(refusedWith(code, 'donationId'));
  });

  it('refuses a donation that names nothing', async () => {
    const answer = await inventory.register({ donationId: 'donation_none', ...machine() });
    expect(answer).toEqual(refusedWith('NOT_FOUND', 'donationId'));
  });

  it('refuses a day before the pick-up, and one to come', async () => {
    const { id: donationId } = await aDonation(inventory);
    const on = (day: string) => inventory.register({ donationId, ...machine(), on: day });
    expect(await on('2011-01-04')).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await on('2011-06-16')).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
  });

  it('refuses misshapen lines, naming them', async () => {
    const { id: donationId } = await aDonation(inventory);
    const bad = { ...machine(), brand: 'x'.repeat(81) };
    const many = await inventory.registerMany({ donationId, computers: [machine(), bad] });
    expect(many).toEqual(refusedWith('INVALID_INPUT', 'computers', '1', 'brand'));
    expect(await inventory.registerMany({ donationId, computers: [] })).toEqual(
      refusedWith('INVALID_INPUT', 'computers'),
    );
    expect(await inventory.register({ donationId, ...machine('') })).toEqual(refusedWith('INVALID_INPUT', 'label'));
  });

  it('refuses at a hub', async () => {
    const hub = await anInventory({ association: null });
    await expect(hub.register({ donationId: 'donation_none', ...machine() })).rejects.toThrow('FORBIDDEN');
    await hub.close();
  });
});
