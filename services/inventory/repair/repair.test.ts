import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { anInventory, refusedWith, type Inventory } from '../inventory.factory.ts';
import { aComputer, findComputer, LOAN } from '../computer/computer.factory.ts';

describe('Repairing a computer', () => {
  let inventory: Inventory;
  beforeAll(async () => {
    inventory = await anInventory();
  });
  afterAll(() => inventory.close());

  const open = async (computerId: string, input: object = {}) =>
    (await inventory.openRepair({ computerId, problem: 'No picture', on: '2011-02-01', ...input })).repairTicket;
  const REPAIRED = { outcome: 'REPAIRED', minutes: 45, partsCost: 12.5 };

  it('keeps a machine of the stock on the bench until it works again', async () => {
    const { id: computerId } = await aComputer(inventory, 'READY');
    const ticket = await open(computerId);
    expect(ticket).toMatchObject({ state: 'ASSESS', outcome: null, openedOn: '2011-02-01', minutes: 0, partsCost: 0 });
    expect(ticket.computer.custody).toBe('IN_REPAIR');
    const { repairTicket } = await inventory.resolveRepair({
      repairTicketId: ticket.id,
      ...REPAIRED,
      on: '2011-02-03',
    });
    expect(repairTicket).toMatchObject({ state: 'RESOLVED', ...REPAIRED, resolvedOn: '2011-02-03' });
    expect(repairTicket.computer).toMatchObject({ custody: 'IN_STOCK', processing: 'READY' });
    expect(repairTicket.history.map(({ verb }) => verb)).toEqual(['openRepair', 'resolveRepair']);
  });

  it('sends a machine that is written off to the recycler', async () => {
    const { id } = await open((await aComputer(inventory, 'READY')).id);
    const { repairTicket } = await inventory.resolveRepair({ repairTicketId: id, outcome: 'WRITTEN_OFF', minutes: 10 });
    expect(repairTicket).toMatchObject({ state: 'WRITTEN_OFF', partsCost: 0 });
    expect(repairTicket.computer).toMatchObject({ custody: 'IN_STOCK', processing: 'TO_RECYCLE' });
  });

  it('leaves a machine on loan with its borrower, and on the bench when it comes back', async () => {
    const { id: computerId } = await aComputer(inventory, 'ON_LOAN');
    const ticket = await open(computerId);
    expect(ticket.computer.custody).toBe('ON_LOAN');
    await inventory.takeBack({ computerId, loanId: LOAN, condition: 'BROKEN', on: '2011-03-01' });
    expect((await findComputer(inventory, computerId)).custody).toBe('IN_REPAIR');
  });

  it('is not written off while on loan', async () => {
    const { id } = await open((await aComputer(inventory, 'ON_LOAN')).id);
    const answer = await inventory.resolveRepair({ repairTicketId: id, outcome: 'WRITTEN_OFF', minutes: 5 });
    expect(answer).toEqual(refusedWith('ON_LOAN', 'outcome'));
    expect((await inventory.resolveRepair({ repairTicketId: id, ...REPAIRED })).userErrors).toEqual([]);
  });

  it.each([
    ['ANNOUNCED', 'NOT_COLLECTED'],
    ['IN_REPAIR', 'REPAIR_ALREADY_OPEN'],
    ['TO_RECYCLE', 'LEFT_THE_CHAIN'],
    ['RESERVED', 'RESERVED'],
    ['CEDED', 'CEDED'],
    ['LOST', 'LOST_OR_STOLEN'],
    ['RECYCLED', 'ALREADY_RECYCLED'],
  ] as const)('refuses to open one for a machine that is %s: %s', async (standing, code) => {
    const { id: computerId } = await aComputer(inventory, standing);
    const answer = await inventory.openRepair({ computerId, problem: 'No picture' });
    expect(answer).toEqual(refusedWith(code, 'computerId'));
  });

  it('refuses a second one for a machine on loan', async () => {
    const { id: computerId } = await aComputer(inventory, 'ON_LOAN');
    await open(computerId);
    const second = await inventory.openRepair({ computerId, problem: 'No sound' });
    expect(second).toEqual(refusedWith('REPAIR_ALREADY_OPEN', 'computerId'));
  });

  it('refuses to open one for nothing, out of order, in the future, or without a problem', async () => {
    const { id: computerId } = await aComputer(inventory, 'READY');
    const attempt = (input: object) => inventory.openRepair({ computerId, problem: 'No picture', ...input });
    expect(await attempt({ computerId: 'none' })).toEqual(refusedWith('NOT_FOUND', 'computerId'));
    expect(await attempt({ on: '2011-01-11' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await attempt({ on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    expect(await attempt({ problem: '' })).toEqual(refusedWith('INVALID_INPUT', 'problem'));
  });

  it('refuses to resolve what is resolved, unknown, out of order, in the future, or counted in fractions of cents', async () => {
    const { id } = await open((await aComputer(inventory, 'READY')).id);
    const attempt = (input: object) => inventory.resolveRepair({ repairTicketId: id, ...REPAIRED, ...input });
    expect(await attempt({ repairTicketId: 'none' })).toEqual(refusedWith('NOT_FOUND', 'repairTicketId'));
    expect(await attempt({ on: '2011-01-31' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await attempt({ on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    expect(await attempt({ partsCost: 1.234 })).toEqual(refusedWith('INVALID_INPUT', 'partsCost'));
    expect(await attempt({ minutes: -1 })).toEqual(refusedWith('INVALID_INPUT', 'minutes'));
    await attempt({});
    expect(await attempt({})).toEqual(refusedWith('ALREADY_RESOLVED', 'repairTicketId'));
  });

  it('waits for parts, starts, waits again, and ends', async () => {
    const { id: repairTicketId } = await open((await aComputer(inventory, 'READY')).id);
    const on = (day: string) => ({ repairTicketId, on: day });
    const states = [
      await inventory.orderRepairParts(on('2011-02-02')),
      await inventory.startRepair(on('2011-02-05')),
      await inventory.orderRepairParts(on('2011-02-06')),
      await inventory.startRepair(on('2011-02-09')),
      await inventory.resolveRepair({ ...on('2011-02-09'), ...REPAIRED }),
    ].map(({ repairTicket }) => repairTicket.state);
    expect(states).toEqual(['PARTS', 'REPAIRING', 'PARTS', 'REPAIRING', 'RESOLVED']);
  });

  it('refuses to wait or start twice, after the end, out of order, in the future, or for no ticket', async () => {
    const { id: repairTicketId } = await open((await aComputer(inventory, 'READY')).id);
    const order = (input: object = {}) => inventory.orderRepairParts({ repairTicketId, on: '2011-02-03', ...input });
    const start = (input: object = {}) => inventory.startRepair({ repairTicketId, on: '2011-02-04', ...input });
    expect(await order({ on: '2011-01-31' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await order({ on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    expect(await order({ repairTicketId: 'none' })).toEqual(refusedWith('NOT_FOUND', 'repairTicketId'));
    await order();
    expect(await order()).toEqual(refusedWith('ALREADY_WAITING', 'repairTicketId'));
    expect(await start({ on: '2011-02-02' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await start({ on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    expect(await start({ repairTicketId: 'none' })).toEqual(refusedWith('NOT_FOUND', 'repairTicketId'));
    await start();
    expect(await start()).toEqual(refusedWith('ALREADY_STARTED', 'repairTicketId'));
    await inventory.resolveRepair({ repairTicketId, ...REPAIRED });
    expect(await order()).toEqual(refusedWith('ALREADY_RESOLVED', 'repairTicketId'));
    expect(await start()).toEqual(refusedWith('ALREADY_RESOLVED', 'repairTicketId'));
  });

  it('is the work list of the bench', async () => {
    const { id: repairTicketId } = await open((await aComputer(inventory, 'READY')).id);
    await inventory.orderRepairParts({ repairTicketId });
    const { repairTickets } = await inventory
      .as('technician')
      .request<{ repairTickets: object }>('{ repairTickets(state: PARTS) { nodes { id } } }');
    expect(repairTickets).toEqual({ nodes: [{ id: repairTicketId }] });
  });

  describe('that lending asks for', () => {
    const atLending = (computerId: string, input: object = {}) =>
      inventory.openLoanRepair({ computerId, loanId: LOAN, problem: 'No picture', on: '2011-02-01', ...input });

    it('opens once, and the machine is repaired where it is', async () => {
      const { id: computerId } = await aComputer(inventory, 'ON_LOAN');
      const crossingId = newTypeId('crossing');
      const { repairTicketId } = await atLending(computerId, { crossingId });
      expect(await atLending(computerId, { crossingId })).toEqual({ repairTicketId, userErrors: [] });
      const { repairTicket } = await inventory.resolveRepair({ repairTicketId, ...REPAIRED, on: '2011-02-03' });
      expect(repairTicket).toMatchObject({ state: 'RESOLVED', computer: { custody: 'ON_LOAN', processing: 'READY' } });
      expect(await atLending(computerId, { crossingId })).toEqual({ repairTicketId, userErrors: [] });
    });

    it('is refused for good once it was', async () => {
      const { id: computerId } = await aComputer(inventory, 'READY');
      const crossingId = newTypeId('crossing');
      const refused = refusedWith('COMPUTER_NOT_ON_LOAN', 'computerId');
      expect(await atLending(computerId, { crossingId })).toEqual(refused);
      await inventory.takeOut({ computerId, loanId: LOAN, on: '2011-01-20' });
      expect(await atLending(computerId, { crossingId })).toEqual(refused);
      expect((await atLending(computerId)).userErrors).toEqual([]);
      expect(await atLending(computerId)).toEqual(refusedWith('REPAIR_ALREADY_OPEN', 'computerId'));
    });

    it('refuses what makes no sense', async () => {
      const { id } = await aComputer(inventory, 'ON_LOAN');
      expect(await atLending('none')).toEqual(refusedWith('NOT_FOUND', 'computerId'));
      expect(await atLending(id, { on: '2011-01-19' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
      expect(await atLending(id, { on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
      expect(await atLending(id, { problem: '' })).toEqual(refusedWith('INVALID_INPUT', 'problem'));
    });
  });
});
