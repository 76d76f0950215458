import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { anInventory, CAF, refusedWith, type Inventory } from '../inventory.factory.ts';
import { aComputer, findComputer, LOAN, PROOF } from './computer.factory.ts';

const OTHER_LOAN = 'loan_01h455vb4pex5vsknk084sn02r';

describe('A computer that crosses to a loan', () => {
  let inventory: Inventory;
  beforeAll(async () => {
    inventory = await anInventory();
  });
  afterAll(() => inventory.close());

  const takeOut = (computerId: string, loanId = LOAN, on = '2011-01-20') =>
    inventory.takeOut({ computerId, loanId, on });
  const takeBack = (computerId: string, input: object = {}) =>
    inventory.takeBack({ computerId, loanId: LOAN, condition: 'WORKING', on: '2011-03-01', ...input });

  it('goes out once, and says who gave it', async () => {
    const { id } = await aComputer(inventory, 'READY');
    const answer = { computerId: id, donorId: CAF, kind: 'DESKTOP', userErrors: [] };
    expect(await takeOut(id)).toEqual(answer);
    expect(await takeOut(id)).toEqual(answer);
    const { custody, processing, history } = await findComputer(inventory, id);
    expect({ custody, processing }).toEqual({ custody: 'ON_LOAN', processing: 'READY' });
    expect(history.filter(({ verb }) => verb === 'takeOutComputer')).toHaveLength(1);
  });

  it('goes to one loan when two ask at the same time', async () => {
    const { id } = await aComputer(inventory, 'READY');
    const answers = await Promise.all([takeOut(id), takeOut(id, OTHER_LOAN), takeOut(id)]);
    const codes = answers.map(({ userErrors }) => userErrors[0]?.code ?? 'DONE');
    expect(codes[0]).toBe(codes[2]);
    expect(new Set(codes)).toEqual(new Set(['DONE', 'COMPUTER_ALREADY_OUT']));
  });

  it.each([
    ['ANNOUNCED', 'COMPUTER_NOT_READY'],
    ['COLLECTED', 'COMPUTER_NOT_READY'],
    ['ERASED', 'COMPUTER_NOT_READY'],
    ['TO_RECYCLE', 'COMPUTER_NOT_READY'],
    ['IN_REPAIR', 'COMPUTER_IN_REPAIR'],
    ['LOST', 'COMPUTER_GONE'],
    ['RECYCLED', 'COMPUTER_GONE'],
  ] as const)('stays when it is %s: %s', async (standing, code) => {
    const { id } = await aComputer(inventory, standing);
    expect(await takeOut(id, OTHER_LOAN, '2011-06-01')).toEqual(refusedWith(code, 'computerId'));
  });

  it('stays when it is out for another loan', async () => {
    const { id } = await aComputer(inventory, 'ON_LOAN');
    expect(await takeOut(id, OTHER_LOAN)).toEqual(refusedWith('COMPUTER_ALREADY_OUT', 'computerId'));
  });

  it('stays when the request makes no sense', async () => {
    const { id } = await aComputer(inventory, 'READY');
    expect(await takeOut('none')).toEqual(refusedWith('NOT_FOUND', 'computerId'));
    expect(await takeOut(id, 'a loan')).toEqual(refusedWith('INVALID_INPUT', 'loanId'));
    expect(await takeOut(id, LOAN, '2011-01-11')).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await takeOut(id, LOAN, '2011-06-16')).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
  });

  it('is refused for good once it was refused: a request that comes late takes nothing out', async () => {
    const { id } = await aComputer(inventory, 'ERASED');
    const crossing = { computerId: id, loanId: LOAN, crossingId: newTypeId('crossing'), on: '2011-06-01' };
    expect(await inventory.takeOut(crossing)).toEqual(refusedWith('COMPUTER_NOT_READY', 'computerId'));
    await inventory.refurbish({ computerId: id, grade: 'B', testsPassed: true });
    expect(await inventory.takeOut(crossing)).toEqual(refusedWith('COMPUTER_NOT_READY', 'computerId'));
    expect((await findComputer(inventory, id)).custody).toBe('IN_STOCK');
    expect((await takeOut(id, LOAN, '2011-06-15')).userErrors).toEqual([]);
  });

  it('does not go out again for a hand-over that it came back from', async () => {
    const { id: computerId } = await aComputer(inventory, 'READY');
    const crossing = { computerId, loanId: LOAN, crossingId: newTypeId('crossing'), on: '2011-01-20' };
    await inventory.takeOut(crossing);
    await takeBack(computerId);
    await inventory.erase({ computerId, ...PROOF });
    await inventory.refurbish({ computerId, grade: 'C', testsPassed: true });
    expect(await inventory.takeOut(crossing)).toEqual(refusedWith('COMPUTER_NOT_READY', 'computerId'));
  });

  it.each([
    ['WORKING', 'TRIAGED'],
    ['BROKEN', 'COLLECTED'],
  ])('comes back %s to be %s: no proof of erasure outlives a loan', async (condition, processing) => {
    const { id } = await aComputer(inventory, 'ON_LOAN');
    expect((await takeBack(id, { condition })).userErrors).toEqual([]);
    expect(await findComputer(inventory, id)).toMatchObject({ processing, custody: 'IN_STOCK' });
    const refused = await inventory.refurbish({ computerId: id, grade: 'A', testsPassed: true });
    expect(refused.userErrors[0]?.code).toMatch(/^NOT_(ERASED|TRIAGED)$/);
  });

  it('is READY for the first time once, however often it comes back', async () => {
    const { id: computerId } = await aComputer(inventory, 'ON_LOAN');
    await takeBack(computerId);
    await inventory.erase({ computerId, ...PROOF });
    const { computer } = await inventory.refurbish({ computerId, grade: 'C', testsPassed: true });
    expect(computer).toMatchObject({ processing: 'READY', grade: 'C', readyOn: '2011-01-12' });
    expect((await takeOut(computerId, LOAN, '2011-06-15')).userErrors).toEqual([]);
  });

  it.each(['LOST', 'STOLEN'])('never comes back when %s', async (lostOrStolen) => {
    const { id } = await aComputer(inventory, 'ON_LOAN');
    await takeBack(id, { lostOrStolen });
    expect((await findComputer(inventory, id)).custody).toBe(lostOrStolen);
  });

  it('comes back once: asked again, or for another loan, nothing changes', async () => {
    const { id } = await aComputer(inventory, 'ON_LOAN');
    expect((await takeBack(id, { loanId: OTHER_LOAN })).userErrors).toEqual([]);
    expect((await findComputer(inventory, id)).custody).toBe('ON_LOAN');
    const answer = { computerId: id, donorId: CAF, kind: 'DESKTOP', userErrors: [] };
    expect(await takeBack(id)).toEqual(answer);
    expect(await takeBack(id, { condition: 'BROKEN' })).toEqual(answer);
    expect(await findComputer(inventory, id)).toMatchObject({ processing: 'TRIAGED' });
  });

  it('does not come back before it left, in the future, or when unknown', async () => {
    const { id } = await aComputer(inventory, 'ON_LOAN');
    expect(await takeBack(id, { on: '2011-01-19' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await takeBack(id, { on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    expect(await takeBack('none')).toEqual(refusedWith('NOT_FOUND', 'computerId'));
    expect(await takeBack(id, { loanId: 'a loan' })).toEqual(refusedWith('INVALID_INPUT', 'loanId'));
  });

  it.each(['lender', 'manager', 'technician'] as const)('is not for a %s to take out or back', async (role) => {
    const input = { computerId: 'x', loanId: LOAN, crossingId: 'x', on: '2011-01-20' };
    const mutation = 'mutation ($input: TakeOutComputerInput!) { takeOutComputer(input: $input) { computerId } }';
    await expect(inventory.as(role).request(mutation, { input })).rejects.toMatchObject({
      response: { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
    });
  });
});
