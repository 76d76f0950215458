import { aComputer, findComputer, LOAN, PROOF } from '../computer/computer.factory.ts';
import { anInventory, refusedWith, type Inventory } from '../inventory.factory.ts';
import type { PartMade } from './part.factory.ts';

const MEMORY = { kind: 'MEMORY', label: 'DDR3 4 GB', isTested: true };
const SCREEN = { kind: 'SCREEN', label: '15.6" LED' };

describe('Parts', () => {
  let inventory: Inventory;
  beforeAll(async () => {
    inventory = await anInventory();
  });
  afterAll(() => inventory.close());

  const dismantle = (computerId: string, input: object = {}) =>
    inventory.dismantle({ computerId, parts: [MEMORY, SCREEN], on: '2011-02-01', ...input });
  const inStock = async (filter = ''): Promise<PartMade[]> => {
    const document = `{ partsInStock(first: 100${filter}) { nodes { id kind label isTested cost origin { id } } } }`;
    const { partsInStock } = await inventory
      .as('technician')
      .request<{ partsInStock: { nodes: PartMade[] } }>(document);
    return partsInStock.nodes;
  };
  const recovered = async (): Promise<{ originId: string; part: PartMade }> => {
    const { id: originId } = await aComputer(inventory, 'READY');
    await dismantle(originId);
    return { originId, part: (await inStock(', kind: MEMORY')).find(({ origin }) => origin?.id === originId)! };
  };
  const bought = async (cost = 19.9): Promise<PartMade> =>
    (await inventory.stockPart({ kind: 'BATTERY', label: 'VK3', cost, on: '2011-01-02' })).part;

  it('are recovered from a machine, whose carcass waits for the recycler', async () => {
    const { id } = await aComputer(inventory, 'READY');
    const { computer } = await dismantle(id);
    expect(computer).toMatchObject({ processing: 'DISMANTLED', custody: 'IN_STOCK' });
    const parts = (await inStock()).filter(({ origin }) => origin?.id === id);
    expect(parts).toMatchObject([
      { ...MEMORY, cost: 0 },
      { ...SCREEN, isTested: false, cost: 0 },
    ]);
    expect(computer.history.at(-1)).toMatchObject({ details: { partIds: parts.map((part) => part.id) } });
    const done = await inventory.recordRecycling({
      computerId: id,
      recyclerId: 'SIRET-43310231700019',
      certificate: 'BSD-1',
    });
    expect(done.computer.custody).toBe('RECYCLED');
  });

  it('leave the data of the carcass to be proved gone', async () => {
    const { id: computerId } = await aComputer(inventory, 'TRIAGED');
    await dismantle(computerId);
    const recycle = () =>
      inventory.recordRecycling({ computerId, recyclerId: 'SIRET-43310231700019', certificate: 'BSD-1' });
    expect(await recycle()).toEqual(refusedWith('DATA_NOT_SAFE', 'storagesDestroyed'));
    await inventory.erase({ computerId, ...PROOF, method: 'DESTROY', tool: 'press' });
    expect((await recycle()).userErrors).toEqual([]);
  });

  it('are used once in the repair of another machine, and both tell', async () => {
    const { originId, part } = await recovered();
    const { id: computerId } = await aComputer(inventory, 'READY');
    const opened = await inventory.openRepair({ computerId, problem: 'Too slow', on: '2011-02-02' });
    const repairTicketId = opened.repairTicket.id;
    const fitted = await inventory.fitPart({ partId: part.id, computerId, on: '2011-02-03' });
    expect(fitted.part).toMatchObject({
      fittedOn: '2011-02-03',
      origin: { id: originId },
      fittedIn: { id: computerId },
      repairTicket: { id: repairTicketId },
    });
    expect(fitted.part.history.map(({ verb }) => verb)).toEqual(['dismantleComputer', 'fitPart']);
    expect(await inventory.fitPart({ partId: part.id, computerId })).toEqual(
      refusedWith('PART_ALREADY_FITTED', 'partId'),
    );
    expect((await inStock()).map(({ id }) => id)).not.toContain(part.id);
    const told = await inventory.as('technician').request(
      `query ($from: ID!, $to: ID!) { from: computer(id: $from) { partsRecovered { fittedIn { id } } }
         to: computer(id: $to) { partsFitted { origin { id } } repairs { parts { id } } } }`,
      { from: originId, to: computerId },
    );
    expect(told).toMatchObject({
      from: { partsRecovered: [{ fittedIn: { id: computerId } }, { fittedIn: null }] },
      to: { partsFitted: [{ origin: { id: originId } }], repairs: [{ parts: [{ id: part.id }] }] },
    });
  });

  it('that were bought count in the cost of the repair', async () => {
    const { id: computerId } = await aComputer(inventory, 'READY');
    const opened = await inventory.openRepair({ computerId, problem: 'Battery dead' });
    for (const cost of [19.9, 5]) await inventory.fitPart({ partId: (await bought(cost)).id, computerId });
    const { repairTicket } = await inventory.resolveRepair({
      repairTicketId: opened.repairTicket.id,
      outcome: 'REPAIRED',
      minutes: 20,
      partsCost: 0.1,
    });
    expect(repairTicket.partsCost).toBe(25);
  });

  it('are fitted where the machine is repaired: on the bench, or at its borrower', async () => {
    const { id: computerId } = await aComputer(inventory, 'ON_LOAN');
    const fit = async () => inventory.fitPart({ partId: (await bought()).id, computerId, on: '2011-02-03' });
    expect(await fit()).toEqual(refusedWith('ON_LOAN', 'computerId'));
    await inventory.openLoanRepair({ computerId, loanId: LOAN, problem: 'Battery dead', on: '2011-02-02' });
    expect((await fit()).userErrors).toEqual([]);
    expect((await findComputer(inventory, computerId)).custody).toBe('ON_LOAN');
  });

  it('go into one machine when two want one at the same time', async () => {
    const { part } = await recovered();
    const machines = [await aComputer(inventory, 'READY'), await aComputer(inventory, 'READY')];
    const answers = await Promise.all(
      machines.map(({ id: computerId }) => inventory.fitPart({ partId: part.id, computerId })),
    );
    const codes = answers.map(({ userErrors }) => userErrors[0]?.code ?? 'DONE');
    expect(codes.sort()).toEqual(['DONE', 'PART_ALREADY_FITTED']);
  });

  it('that nobody will use are thrown away, once', async () => {
    const { id: partId } = await bought();
    const discard = (input: object = {}) => inventory.discardPart({ partId, ...input });
    expect(await discard({ on: '2011-01-01' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await discard({ on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    expect(await discard({ partId: 'none' })).toEqual(refusedWith('NOT_FOUND', 'partId'));
    expect((await discard({ on: '2011-02-01' })).part.discardedOn).toBe('2011-02-01');
    expect(await discard()).toEqual(refusedWith('PART_DISCARDED', 'partId'));
    const { id: computerId } = await aComputer(inventory, 'READY');
    expect(await inventory.fitPart({ partId, computerId })).toEqual(refusedWith('PART_DISCARDED', 'partId'));
    const { part } = await recovered();
    await inventory.fitPart({ partId: part.id, computerId });
    expect(await inventory.discardPart({ partId: part.id })).toEqual(refusedWith('PART_ALREADY_FITTED', 'partId'));
  });

  it.each([
    ['ANNOUNCED', 'NOT_COLLECTED'],
    ['TO_RECYCLE', 'LEFT_THE_CHAIN'],
    ['RESERVED', 'RESERVED'],
    ['CEDED', 'CEDED'],
    ['LOST', 'LOST_OR_STOLEN'],
    ['RECYCLED', 'ALREADY_RECYCLED'],
  ] as const)('do not go into a machine that is %s: %s', async (standing, code) => {
    const [part, { id: computerId }] = [await bought(), await aComputer(inventory, standing)];
    expect(await inventory.fitPart({ partId: part.id, computerId })).toEqual(refusedWith(code, 'computerId'));
  });

  it('do not go back where they came from, nor where or when nothing is known', async () => {
    const { originId, part } = await recovered();
    const { id } = await aComputer(inventory, 'READY');
    const fit = (input: object) => inventory.fitPart({ partId: part.id, computerId: id, ...input });
    expect(await fit({ computerId: originId })).toEqual(refusedWith('PART_OF_SAME_COMPUTER', 'computerId'));
    expect(await fit({ partId: 'none' })).toEqual(refusedWith('NOT_FOUND', 'partId'));
    expect(await fit({ computerId: 'none' })).toEqual(refusedWith('NOT_FOUND', 'computerId'));
    expect(await fit({ on: '2011-01-31' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await fit({ on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    const stock = (input: object) => inventory.stockPart({ kind: 'FAN', label: 'x', ...input });
    await expect(stock({})).rejects.toThrow(/PartKind/);
    expect(await stock({ kind: 'COOLING', on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    expect(await stock({ kind: 'COOLING', cost: 0.001 })).toEqual(refusedWith('INVALID_INPUT', 'cost'));
  });

  it.each([
    ['ANNOUNCED', 'NOT_COLLECTED'],
    ['COLLECTED', 'NOT_TRIAGED'],
    ['ON_LOAN', 'ON_LOAN'],
    ['RESERVED', 'RESERVED'],
    ['IN_REPAIR', 'IN_REPAIR'],
    ['CEDED', 'CEDED'],
    ['LOST', 'LOST_OR_STOLEN'],
    ['RECYCLED', 'ALREADY_RECYCLED'],
  ] as const)('are not recovered from a machine that is %s: %s', async (standing, code) => {
    const { id } = await aComputer(inventory, standing);
    expect(await dismantle(id, { on: '2011-06-01' })).toEqual(refusedWith(code, 'computerId'));
  });

  it('are recovered once, in order, and from a machine that exists', async () => {
    const { id } = await aComputer(inventory, 'TO_RECYCLE');
    expect(await dismantle('none')).toEqual(refusedWith('NOT_FOUND', 'computerId'));
    expect(await dismantle(id, { on: '2011-01-09' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await dismantle(id, { on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    expect(await dismantle(id, { parts: [] })).toEqual(refusedWith('INVALID_INPUT', 'parts'));
    await dismantle(id);
    expect(await dismantle(id)).toEqual(refusedWith('ALREADY_DISMANTLED', 'computerId'));
  });
});
