import { anInventory, refusedWith, type Inventory } from '../inventory.factory.ts';
import { aComputer } from './computer.factory.ts';

const RECYCLER = 'SIRET-43310231700019';

describe('Recycling a computer', () => {
  let inventory: Inventory;
  beforeAll(async () => {
    inventory = await anInventory();
  });
  afterAll(() => inventory.close());

  const record = (computerId: string, input: object = {}) =>
    inventory.recordRecycling({
      computerId,
      recyclerId: RECYCLER,
      certificate: 'BSD-11-042',
      storagesDestroyed: true,
      ...input,
    });

  it('gives up a machine of any step, then keeps its certificate', async () => {
    const { id: computerId } = await aComputer(inventory, 'READY');
    const sent = await inventory.sendToRecycling({ computerId, on: '2011-02-01' });
    expect(sent.computer).toMatchObject({ processing: 'TO_RECYCLE', custody: 'IN_STOCK', recycledOn: null });
    const { computer } = await record(computerId, { on: '2011-02-10' });
    expect(computer).toMatchObject({ custody: 'RECYCLED', recycledOn: '2011-02-10' });
    const { computer: told } = await inventory
      .as('technician')
      .request<{ computer: object }>(
        'query ($id: ID!) { computer(id: $id) { recycling { certificate recycledOn recycler { id } } } }',
        { id: computerId },
      );
    expect(told).toEqual({
      recycling: { certificate: 'BSD-11-042', recycledOn: '2011-02-10', recycler: { id: RECYCLER } },
    });
  });

  it.each([
    ['ANNOUNCED', 'NOT_COLLECTED'],
    ['TO_RECYCLE', 'ALREADY_TO_RECYCLE'],
    ['ON_LOAN', 'ON_LOAN'],
    ['IN_REPAIR', 'IN_REPAIR'],
    ['RESERVED', 'RESERVED'],
    ['CEDED', 'CEDED'],
    ['LOST', 'LOST_OR_STOLEN'],
    ['RECYCLED', 'ALREADY_RECYCLED'],
  ] as const)('refuses to give up one that is %s: %s', async (standing, code) => {
    const { id: computerId } = await aComputer(inventory, standing);
    expect(await inventory.sendToRecycling({ computerId })).toEqual(refusedWith(code, 'computerId'));
  });

  it.each([
    ['ANNOUNCED', 'NOT_COLLECTED'],
    ['READY', 'NOT_TO_RECYCLE'],
    ['ON_LOAN', 'ON_LOAN'],
    ['IN_REPAIR', 'IN_REPAIR'],
    ['RESERVED', 'RESERVED'],
    ['CEDED', 'CEDED'],
    ['LOST', 'LOST_OR_STOLEN'],
    ['RECYCLED', 'ALREADY_RECYCLED'],
  ] as const)('refuses the certificate of one that is %s: %s', async (standing, code) => {
    const { id: computerId } = await aComputer(inventory, standing);
    expect(await record(computerId)).toEqual(refusedWith(code, 'computerId'));
  });

  it('refuses ids that name nothing, and days out of order or to come', async () => {
    expect(await inventory.sendToRecycling({ computerId: 'none' })).toEqual(refusedWith('NOT_FOUND', 'computerId'));
    expect(await record('none')).toEqual(refusedWith('NOT_FOUND', 'computerId'));
    const [kept, discarded] = [await aComputer(inventory, 'READY'), await aComputer(inventory, 'TO_RECYCLE')];
    const send = (on: string) => inventory.sendToRecycling({ computerId: kept.id, on });
    expect(await send('2011-01-11')).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await send('2011-06-16')).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    expect(await record(discarded.id, { on: '2011-01-09' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await record(discarded.id, { on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
  });

  it('keeps what the certificate says of the data, its file and the weight', async () => {
    const { id: computerId } = await aComputer(inventory, 'TO_RECYCLE');
    const proof = { certificateDigest: 'cd'.repeat(32), weightKg: 7.25, storagesDestroyed: true };
    await record(computerId, proof);
    const { computer } = await inventory
      .as('technician')
      .request<{ computer: object }>(
        'query ($id: ID!) { computer(id: $id) { recycling { certificateDigest weightKg storagesDestroyed } } }',
        { id: computerId },
      );
    expect(computer).toEqual({ recycling: proof });
    expect(await record(computerId, { certificateDigest: 'cd' })).toEqual(
      refusedWith('INVALID_INPUT', 'certificateDigest'),
    );
    expect(await record(computerId, { weightKg: 0 })).toEqual(refusedWith('INVALID_INPUT', 'weightKg'));
  });

  it('takes no machine whose data nobody proves gone', async () => {
    const { id: computerId } = await aComputer(inventory, 'TO_RECYCLE');
    const refused = await record(computerId, { storagesDestroyed: false });
    expect(refused).toEqual(refusedWith('DATA_NOT_SAFE', 'storagesDestroyed'));
    await inventory.erase({ computerId, noStorage: true });
    expect((await record(computerId, { storagesDestroyed: false })).computer.custody).toBe('RECYCLED');
  });

  it('refuses a recycler that is not an organisation', async () => {
    const { id } = await aComputer(inventory, 'TO_RECYCLE');
    expect(await record(id, { recyclerId: 'the tip' })).toEqual(refusedWith('INVALID_INPUT', 'recyclerId'));
    expect(await record(id, { certificate: '' })).toEqual(refusedWith('INVALID_INPUT', 'certificate'));
  });

  it('is taken back when it was recorded by mistake, and the right one recorded, on the right day', async () => {
    const { id: computerId } = await aComputer(inventory, 'READY');
    await inventory.sendToRecycling({ computerId, on: '2011-02-01' });
    await record(computerId, { on: '2011-03-10' });
    const { computer } = await inventory.withdrawRecycling({ computerId, reason: 'Another machine' });
    expect(computer).toMatchObject({ processing: 'TO_RECYCLE', custody: 'IN_STOCK', recycledOn: null });
    expect(computer.history.at(-1)).toMatchObject({
      verb: 'withdrawRecycling',
      details: { certificate: 'BSD-11-042' },
    });
    const again = await record(computerId, { on: '2011-02-10' });
    expect(again.computer).toMatchObject({ custody: 'RECYCLED', recycledOn: '2011-02-10' });
  });

  it.each([
    ['TO_RECYCLE', 'NOT_RECYCLED'],
    ['ON_LOAN', 'NOT_RECYCLED'],
  ] as const)('is not taken back from one that is %s', async (standing, code) => {
    const { id: computerId } = await aComputer(inventory, standing);
    expect(await inventory.withdrawRecycling({ computerId, reason: 'Nothing' })).toEqual(
      refusedWith(code, 'computerId'),
    );
  });
});
