import { anInventory, refusedWith, type Inventory } from '../inventory.factory.ts';
import { aComputer } from './computer.factory.ts';

describe('Refurbishing a computer', () => {
  let inventory: Inventory;
  beforeAll(async () => {
    inventory = await anInventory();
  });
  afterAll(() => inventory.close());

  const passed = { grade: 'A', testsPassed: true };

  it('makes an erased machine READY, graded', async () => {
    const { id: computerId } = await aComputer(inventory, 'ERASED');
    const { computer } = await inventory.refurbish({ computerId, ...passed, on: '2011-01-12' });
    expect(computer).toMatchObject({ processing: 'READY', grade: 'A', readyOn: '2011-01-12' });
    expect(computer.history.at(-1)).toMatchObject({ verb: 'refurbishComputer', details: passed });
  });

  it('keeps on the bench a machine whose tests failed', async () => {
    const { id: computerId } = await aComputer(inventory, 'ERASED');
    const failed = await inventory.refurbish({ computerId, grade: 'C', testsPassed: false, on: '2011-01-12' });
    expect(failed.computer).toMatchObject({ processing: 'REFURBISHING', readyOn: null });
    const ready = await inventory.refurbish({ computerId, ...passed, on: '2011-01-13' });
    expect(ready.computer).toMatchObject({ processing: 'READY', readyOn: '2011-01-13' });
  });

  it.each([
    ['ANNOUNCED', 'NOT_COLLECTED'],
    ['COLLECTED', 'NOT_TRIAGED'],
    ['TRIAGED', 'NOT_ERASED'],
    ['READY', 'ALREADY_READY'],
    ['TO_RECYCLE', 'LEFT_THE_CHAIN'],
    ['ON_LOAN', 'ON_LOAN'],
    ['IN_REPAIR', 'IN_REPAIR'],
    ['LOST', 'LOST_OR_STOLEN'],
    ['RECYCLED', 'ALREADY_RECYCLED'],
  ] as const)('refuses one that is %s: %s', async (standing, code) => {
    const { id: computerId } = await aComputer(inventory, standing);
    expect(await inventory.refurbish({ computerId, ...passed })).toEqual(refusedWith(code, 'computerId'));
  });

  it('refuses an id that names nothing, a day before the erasure, and a day to come', async () => {
    expect(await inventory.refurbish({ computerId: 'computer_none', ...passed })).toEqual(
      refusedWith('NOT_FOUND', 'computerId'),
    );
    const { id: computerId } = await aComputer(inventory, 'ERASED');
    const on = (day: string) => inventory.refurbish({ computerId, ...passed, on: day });
    expect(await on('2011-01-10')).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await on('2011-06-16')).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
  });

  it('refurbishes many or none', async () => {
    const [first, second] = [await aComputer(inventory, 'ERASED'), await aComputer(inventory, 'TRIAGED')];
    const line = ({ id: computerId }: { id: string }) => ({ computerId, ...passed });
    const refused = await inventory.refurbishMany({ computers: [line(first), line(second)] });
    expect(refused).toEqual(refusedWith('NOT_ERASED', 'computers', '1', 'computerId'));
    const { computers } = await inventory.refurbishMany({ computers: [line(first)] });
    expect(computers).toMatchObject([{ id: first.id, processing: 'READY' }]);
  });
});
