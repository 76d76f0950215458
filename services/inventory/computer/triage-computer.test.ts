import { anInventory, refusedWith, type Inventory } from '../inventory.factory.ts';
import { aComputer } from './computer.factory.ts';

describe('Triaging a computer', () => {
  let inventory: Inventory;
  beforeAll(async () => {
    inventory = await anInventory();
  });
  afterAll(() => inventory.close());

  it.each([
    ['REFURBISH', 'TRIAGED'],
    ['DISMANTLE', 'DISMANTLED'],
    ['RECYCLE', 'TO_RECYCLE'],
  ])('sends it on: %s makes it %s', async (outcome, processing) => {
    const { id: computerId } = await aComputer(inventory, 'COLLECTED');
    const { computer } = await inventory.triage({ computerId, outcome, on: '2011-01-10' });
    expect(computer).toMatchObject({ processing, custody: 'IN_STOCK' });
    expect(computer.history.at(-1)).toMatchObject({
      verb: 'triageComputer',
      happenedOn: '2011-01-10',
      details: { outcome },
    });
  });

  it.each([
    ['ANNOUNCED', 'NOT_COLLECTED'],
    ['TRIAGED', 'ALREADY_TRIAGED'],
    ['READY', 'ALREADY_TRIAGED'],
    ['ON_LOAN', 'ON_LOAN'],
    ['IN_REPAIR', 'IN_REPAIR'],
    ['LOST', 'LOST_OR_STOLEN'],
    ['RECYCLED', 'ALREADY_RECYCLED'],
  ] as const)('refuses one that is %s: %s', async (standing, code) => {
    const { id: computerId } = await aComputer(inventory, standing);
    expect(await inventory.triage({ computerId, outcome: 'RECYCLE' })).toEqual(refusedWith(code, 'computerId'));
  });

  it('refuses an id that names nothing', async () => {
    const answer = await inventory.triage({ computerId: 'computer_none', outcome: 'RECYCLE' });
    expect(answer).toEqual(refusedWith('NOT_FOUND', 'computerId'));
  });

  it('refuses a day before it came, and one to come', async () => {
    const { id: computerId } = await aComputer(inventory, 'COLLECTED');
    const on = (day: string) => inventory.triage({ computerId, outcome: 'RECYCLE', on: day });
    expect(await on('2011-01-04')).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await on('2011-06-16')).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
  });

  it('triages many or none, and says which one is at fault', async () => {
    const [first, second] = [await aComputer(inventory, 'COLLECTED'), await aComputer(inventory, 'TRIAGED')];
    const line = ({ id: computerId }: { id: string }) => ({ computerId, outcome: 'REFURBISH' });
    const refused = await inventory.triageMany({ computers: [line(first), line(second)] });
    expect(refused).toEqual(refusedWith('ALREADY_TRIAGED', 'computers', '1', 'computerId'));
    const done = await inventory.triageMany({ computers: [line(first)] });
    expect(done.computers).toMatchObject([{ id: first.id, processing: 'TRIAGED' }]);
    expect(await inventory.triageMany({ computers: [] })).toEqual(refusedWith('INVALID_INPUT', 'computers'));
  });

  it('lets two lists of the same machines take turns', async () => {
    const machines = [await aComputer(inventory, 'COLLECTED'), await aComputer(inventory, 'COLLECTED')];
    const lines = machines.map(({ id: computerId }) => ({ computerId, outcome: 'REFURBISH' }));
    const answers = await Promise.all([
      inventory.triageMany({ computers: lines }),
      inventory.triageMany({ computers: lines.toReversed() }),
    ]);
    expect(answers.map(({ userErrors }) => userErrors[0]?.code ?? 'DONE').sort()).toEqual(['ALREADY_TRIAGED', 'DONE']);
  });
});
