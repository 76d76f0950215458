import { anInventory, type Inventory } from '../inventory.factory.ts';
import { aComputer, LOAN, PROOF, STANDINGS } from './computer.factory.ts';
import { fold } from './standing.rules.ts';

describe('Where a computer stands', () => {
  let inventory: Inventory;
  beforeAll(async () => {
    inventory = await anInventory();
  });
  afterAll(() => inventory.close());

  const stateOn = async (id: string, day: string) => {
    const document = `query ($id: ID!, $day: LocalDate!) { computer(id: $id) { stateOn(day: $day) { processing custody grade } } }`;
    const { computer } = await inventory
      .as('technician')
      .request<{ computer: { stateOn: object | null } }>(document, { id, day });
    return computer.stateOn;
  };

  it.each(STANDINGS)('is what its history adds up to when it is %s', async (standing) => {
    const { id, processing, custody, grade, history } = await aComputer(inventory, standing);
    expect(fold(history)).toEqual({ processing, custody, grade });
    expect(await stateOn(id, '2011-06-15')).toEqual({ processing, custody, grade });
  });

  it('is known for every past day', async () => {
    const { id: computerId } = await aComputer(inventory, 'ON_LOAN');
    await inventory.takeBack({ computerId, loanId: LOAN, condition: 'WORKING', on: '2011-03-01' });
    await inventory.erase({ computerId, ...PROOF, on: '2011-03-05' });
    await inventory.refurbish({ computerId, grade: 'C', testsPassed: true, on: '2011-03-06' });
    const told = await Promise.all(
      ['2011-01-04', '2011-01-05', '2011-01-10', '2011-01-19', '2011-02-14', '2011-03-01', '2011-03-06'].map((day) =>
        stateOn(computerId, day),
      ),
    );
    expect(told).toEqual([
      null,
      { processing: 'COLLECTED', custody: 'IN_STOCK', grade: null },
      { processing: 'TRIAGED', custody: 'IN_STOCK', grade: null },
      { processing: 'READY', custody: 'IN_STOCK', grade: 'B' },
      { processing: 'READY', custody: 'ON_LOAN', grade: 'B' },
      { processing: 'TRIAGED', custody: 'IN_STOCK', grade: 'B' },
      { processing: 'READY', custody: 'IN_STOCK', grade: 'C' },
    ]);
  });

  it('was announced until the pick-up', async () => {
    const { id, history } = await aComputer(inventory, 'ANNOUNCED');
    expect(history[0]).toMatchObject({ details: { since: '2011-01-04', became: { custody: 'AT_DONOR' } } });
    expect(await stateOn(id, '2011-01-03')).toBeNull();
    expect(await stateOn(id, '2011-01-04')).toEqual({ processing: 'ANNOUNCED', custody: 'AT_DONOR', grade: null });
  });

  it('is not known for days to come', async () => {
    const { id } = await aComputer(inventory, 'READY');
    await expect(stateOn(id, '2011-06-16')).rejects.toMatchObject({
      response: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    });
  });
});
