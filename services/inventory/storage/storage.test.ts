import { aComputer, findComputer, LOAN, PROOF } from '../computer/computer.factory.ts';
import { aDonation } from '../donation/donation.factory.ts';
import { anInventory, refusedWith, type Inventory } from '../inventory.factory.ts';

interface StorageMade {
  id: string;
  kind: string;
  serial: string | null;
  capacityGb: number | null;
  erasedOn: string | null;
  isDestructionDue: boolean;
  goneOn: string | null;
  fate: string | null;
  erasures: { method: string; succeeded: boolean; operator: string; storage: { id: string } }[];
  history: { verb: string }[];
  computer: { id: string };
}

const TWO = [
  { kind: 'SSD', serial: 'S-1', capacityGb: 256 },
  { kind: 'HDD', serial: 'H-1' },
];

describe('The storages of a computer', () => {
  let inventory: Inventory;
  beforeAll(async () => {
    inventory = await anInventory();
  });
  afterAll(() => inventory.close());

  const aTriaged = async (storages: object[] = TWO): Promise<string> => {
    const { id: donationId } = await aDonation(inventory);
    const { computer } = await inventory.register({
      donationId,
      label: inventory.nextLabel(),
      kind: 'LAPTOP',
      storages,
    });
    await inventory.triage({ computerId: computer.id, outcome: 'REFURBISH', on: '2011-01-10' });
    return computer.id;
  };
  const read = async (id: string): Promise<StorageMade[]> => {
    const document = `query ($id: ID!) { computer(id: $id) { storages { id kind serial capacityGb erasedOn isDestructionDue
      goneOn fate computer { id } erasures { method succeeded operator storage { id } } history { verb } } } }`;
    const { computer } = await inventory
      .as('technician')
      .request<{ computer: { storages: StorageMade[] } }>(document, { id });
    return computer.storages;
  };
  const erase = (computerId: string, input: object = {}) => inventory.erase({ computerId, ...PROOF, ...input });
  const processingAfter = async (computerId: string, input: object = {}) =>
    (await erase(computerId, input)).computer.processing;

  it('each need their own proof before the machine is erased', async () => {
    const id = await aTriaged();
    expect(await processingAfter(id, { storageSerial: 's-1' })).toBe('TRIAGED');
    const ready = await inventory.refurbish({ computerId: id, grade: 'A', testsPassed: true });
    expect(ready).toEqual(refusedWith('NOT_ERASED', 'computerId'));
    expect(await processingAfter(id, { operator: 'staff:42' })).toBe('ERASED');
    const [ssd, hdd] = await read(id);
    expect(ssd).toMatchObject({ ...TWO[0], computer: { id }, erasures: [{ operator: 'test:technician' }] });
    expect(hdd).toMatchObject({ erasures: [{ method: 'CLEAR', operator: 'staff:42', storage: { id: hdd!.id } }] });
    expect(hdd!.history.map(({ verb }) => verb)).toEqual(['addStorage', 'recordErasure']);
  });

  it('must be named when several are left', async () => {
    const id = await aTriaged();
    expect(await erase(id)).toEqual(refusedWith('STORAGE_AMBIGUOUS', 'storageId'));
    const [ssd] = await read(id);
    expect(await processingAfter(id, { storageId: ssd!.id })).toBe('TRIAGED');
    expect(await erase(id, { storageId: 'storage_none' })).toEqual(refusedWith('NOT_FOUND', 'storageId'));
    expect(await erase(id, { method: null, standard: null, tool: null, succeeded: null, noStorage: true })).toEqual(
      refusedWith('HAS_STORAGE', 'noStorage'),
    );
  });

  it('are recorded with their first proof when nobody did before', async () => {
    const id = await aTriaged([{ kind: 'NVME' }]);
    expect(await processingAfter(id, { storageSerial: 'N-1' })).toBe('ERASED');
    expect(await read(id)).toMatchObject([{ kind: 'NVME', serial: 'N-1' }]);
    const bare = await aTriaged([]);
    expect(await processingAfter(bare, { storageSerial: 'X-1' })).toBe('ERASED');
    expect(await read(bare)).toMatchObject([{ kind: 'OTHER', serial: 'X-1', erasedOn: '2011-06-15' }]);
  });

  it('that failed are destroyed before anything else is done', async () => {
    const id = await aTriaged();
    await erase(id, { storageSerial: 'H-1', succeeded: false });
    const [, failed] = await read(id);
    expect(failed).toMatchObject({ isDestructionDue: true, erasedOn: null });
    for (const input of [
      { storageSerial: 'S-1' },
      { storageSerial: 'S-1', method: 'DESTROY' },
      { storageSerial: 'H-1' },
    ])
      expect(await erase(id, input)).toEqual(refusedWith('DESTRUCTION_REQUIRED', 'method'));
    await erase(id, { method: 'DESTROY', tool: 'press' });
    const [, destroyed] = await read(id);
    expect(destroyed).toMatchObject({ fate: 'DESTROYED', goneOn: '2011-06-15', isDestructionDue: false });
    expect(destroyed!.erasures.map(({ method, succeeded }) => [method, succeeded])).toEqual([
      ['CLEAR', false],
      ['DESTROY', true],
    ]);
    expect(await processingAfter(id)).toBe('ERASED');
  });

  it('lose their proof on loan, and keep the record of it', async () => {
    const { id } = await aComputer(inventory, 'ON_LOAN');
    await inventory.takeBack({ computerId: id, loanId: LOAN, condition: 'WORKING', on: '2011-03-01' });
    const [storage] = await read(id);
    expect(storage).toMatchObject({ erasedOn: null, erasures: [{ succeeded: true }] });
    expect(await processingAfter(id)).toBe('ERASED');
    expect(await read(id)).toHaveLength(1);
  });

  it('that are added make a READY machine wait for their erasure', async () => {
    const { id: computerId } = await aComputer(inventory, 'READY');
    const { computer } = await inventory.addStorage({ computerId, storage: { kind: 'SSD', serial: 'NEW-1' } });
    expect(computer).toMatchObject({ processing: 'TRIAGED' });
    expect(computer.history.at(-1)).toMatchObject({
      verb: 'addStorage',
      details: { became: { processing: 'TRIAGED' } },
    });
    expect(await processingAfter(computerId)).toBe('ERASED');
    const again = await inventory.addStorage({ computerId, storage: { kind: 'SSD', serial: 'new-1' } });
    expect(again).toEqual(refusedWith('STORAGE_KNOWN', 'storage', 'serial'));
  });

  it('are taken out with their proof, and not without', async () => {
    const computerId = await aTriaged();
    const [ssd, hdd] = await read(computerId);
    const remove = (storageId: string, input: object = {}) =>
      inventory.removeStorage({ computerId, storageId, ...input });
    expect(await remove(ssd!.id)).toEqual(refusedWith('STORAGE_NOT_ERASED', 'storageId'));
    await erase(computerId, { storageId: ssd!.id, on: '2011-02-01' });
    expect(await remove(ssd!.id, { on: '2011-01-31' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await remove(ssd!.id, { on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    expect((await remove(ssd!.id)).userErrors).toEqual([]);
    expect(await remove(ssd!.id)).toEqual(refusedWith('NOT_FOUND', 'storageId'));
    const [gone] = await read(computerId);
    expect(gone).toMatchObject({ fate: 'REMOVED', goneOn: '2011-06-15', erasures: [{ succeeded: true }] });
    expect(await processingAfter(computerId, { storageId: hdd!.id })).toBe('ERASED');
  });

  it('are not registered twice in one machine', async () => {
    const { id: donationId } = await aDonation(inventory);
    const storages = [
      { kind: 'SSD', serial: 'S-9' },
      { kind: 'HDD', serial: 's-9' },
    ];
    const machine = { label: inventory.nextLabel(), kind: 'LAPTOP', storages };
    const one = await inventory.register({ donationId, ...machine });
    expect(one).toEqual(refusedWith('STORAGE_KNOWN', 'storages', '1', 'serial'));
    const many = await inventory.registerMany({ donationId, computers: [machine] });
    expect(many).toEqual(refusedWith('STORAGE_KNOWN', 'computers', '0', 'storages', '1', 'serial'));
  });

  it.each([
    ['ANNOUNCED', 'NOT_COLLECTED'],
    ['ON_LOAN', 'ON_LOAN'],
    ['RESERVED', 'RESERVED'],
    ['CEDED', 'CEDED'],
    ['LOST', 'LOST_OR_STOLEN'],
    ['RECYCLED', 'ALREADY_RECYCLED'],
  ] as const)('are left alone in a machine that is %s: %s', async (standing, code) => {
    const { id: computerId } = await aComputer(inventory, standing);
    const storage = { kind: 'SSD' };
    expect(await inventory.addStorage({ computerId, storage })).toEqual(refusedWith(code, 'computerId'));
    const removed = await inventory.removeStorage({ computerId, storageId: 'storage_any' });
    expect(removed).toEqual(refusedWith(code, 'computerId'));
  });

  it('are added on the bench, in order and in no unknown machine', async () => {
    const { id: computerId } = await aComputer(inventory, 'IN_REPAIR');
    const add = (input: object) => inventory.addStorage({ computerId, storage: { kind: 'SSD' }, ...input });
    expect(await add({ computerId: 'none' })).toEqual(refusedWith('NOT_FOUND', 'computerId'));
    expect(await inventory.removeStorage({ computerId: 'none', storageId: 'x' })).toEqual(
      refusedWith('NOT_FOUND', 'computerId'),
    );
    expect(await add({ on: '2011-01-14' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await add({ on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    expect(await add({ storage: { kind: 'SSD', capacityGb: 0 } })).toEqual(
      refusedWith('INVALID_INPUT', 'storage', 'capacityGb'),
    );
    await add({});
    expect(await findComputer(inventory, computerId)).toMatchObject({ processing: 'TRIAGED', custody: 'IN_REPAIR' });
  });
});
