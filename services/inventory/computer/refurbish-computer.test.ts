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
    ['RESERVED', 'RESERVED'],
    ['CEDED', 'CEDED'],
    ['IN_REPAIR', 'IN_REPAIR'],
    ['LOST', 'LOST_OR_STOLEN'],
    ['RECYCLED', 'ALREADY_RECYCLED'],
  ] as const)('refuses one that is %s: %s', async (standing, code) => {
    const { id: computerId } = await aComputer(inventory, standing);
    expect(await inventory.refurbish({ computerId, ...passed })).toEqual(refusedWith(code, 'computerId'));
  });

  const testsOf = async (id: string) => {
    const document = `query ($id: ID!) { computer(id: $id) { tests { on testedBy passed grade minutes computer { id }
      checks { check result percent } } } }`;
    const { computer } = await inventory.as('technician').request<{ computer: { tests: object[] } }>(document, { id });
    return computer.tests;
  };

  it('keeps each functional test, checks and minutes included', async () => {
    const { id: computerId } = await aComputer(inventory, 'ERASED');
    const checks = [
      { check: 'KEYBOARD', result: 'FAILED', percent: null },
      { check: 'BATTERY', result: 'PASSED', percent: 78 },
    ];
    await inventory.refurbish({ computerId, grade: 'C', testsPassed: false, minutes: 25, checks, on: '2011-01-12' });
    await inventory.refurbish({ computerId, ...passed, on: '2011-01-13' });
    const test = { testedBy: 'test:technician', computer: { id: computerId } };
    expect(await testsOf(computerId)).toEqual([
      { ...test, on: '2011-01-12', passed: false, grade: 'C', minutes: 25, checks },
      { ...test, on: '2011-01-13', passed: true, grade: 'A', minutes: null, checks: [] },
    ]);
  });

  it('lends no machine without what nobody can do without, and grades a defect C', async () => {
    const { id: computerId } = await aComputer(inventory, 'ERASED');
    const tested = (grade: string, ...checks: object[]) =>
      inventory.refurbish({ computerId, grade, testsPassed: true, checks });
    const failed = (check: string) => ({ check, result: 'FAILED' });
    expect(await tested('C', failed('KEYBOARD'))).toEqual(refusedWith('MANDATORY_CHECK_FAILED', 'testsPassed'));
    expect(await tested('B', failed('CAMERA'))).toEqual(refusedWith('GRADE_TOO_HIGH', 'grade'));
    expect(await tested('C', failed('CAMERA'), failed('CAMERA'))).toEqual(refusedWith('CHECK_REPEATED', 'checks'));
    expect(await tested('C', { ...failed('BATTERY'), percent: 101 })).toEqual(
      refusedWith('INVALID_INPUT', 'checks', '0', 'percent'),
    );
    expect(await testsOf(computerId)).toEqual([]);
    expect((await tested('C', failed('CAMERA'))).computer).toMatchObject({ processing: 'READY', grade: 'C' });
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
