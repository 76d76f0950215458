import { aComputer, findComputer, type ComputerMade } from '../computer/computer.factory.ts';
import { aDonation } from '../donation/donation.factory.ts';
import { anInventory, refusedWith, type Inventory } from '../inventory.factory.ts';

interface Named {
  id: string;
  label: string;
  serial: string | null;
  assetTag: string | null;
  aliases: { id: string; kind: string; value: string; since: string; retiredOn: string | null; addedBy: string }[];
  sameSerial: { id: string }[];
}

describe('The names of a computer', () => {
  let inventory: Inventory;
  let donationId: string;
  beforeAll(async () => {
    inventory = await anInventory();
    donationId = (await aDonation(inventory)).id;
  });
  afterAll(() => inventory.close());

  const register = async (names: object = {}): Promise<ComputerMade> =>
    (await inventory.register({ donationId, label: inventory.nextLabel(), kind: 'DESKTOP', ...names })).computer;
  const read = async (id: string): Promise<Named> => {
    const document = `query ($id: ID!) { computer(id: $id) { id label serial assetTag
      aliases { id kind value since retiredOn addedBy } sameSerial { id } } }`;
    return (await inventory.as('technician').request<{ computer: Named }>(document, { id })).computer;
  };
  const find = async (value: string): Promise<string[]> => {
    const document = 'query ($value: String!) { computersByAlias(value: $value) { nodes { id } } }';
    const { computersByAlias } = await inventory
      .as('lender')
      .request<{ computersByAlias: { nodes: { id: string }[] } }>(document, { value });
    return computersByAlias.nodes.map(({ id }) => id);
  };
  const add = (computerId: string, kind: string, value: string, input: object = {}) =>
    inventory.addAlias({ computerId, kind, value, ...input });

  it('are kept from its registration, and each finds it', async () => {
    const { id, label } = await register({ serial: ' 5CG-1 ', assetTag: 'CAF-0042' });
    const { aliases } = await read(id);
    expect(aliases.map(({ kind, value }) => [kind, value])).toEqual([
      ['LABEL', label],
      ['SERIAL', '5CG-1'],
      ['ASSET_TAG', 'CAF-0042'],
    ]);
    expect(aliases[0]).toMatchObject({ since: '2011-01-05', retiredOn: null, addedBy: 'test:technician' });
    for (const name of [label, '5cg-1', ' caf-0042 ']) expect(await find(name)).toEqual([id]);
  });

  it('leave out the serial number that firmware makes up', async () => {
    const { id } = await register({ serial: 'To Be Filled By O.E.M.' });
    expect(await read(id)).toMatchObject({ serial: null, aliases: [{ kind: 'LABEL' }] });
  });

  it('may share a serial number, and tell so', async () => {
    const [one, other] = [await register({ serial: 'REBRANDED-7' }), await register({ serial: 'rebranded-7' })];
    expect((await read(one.id)).sameSerial).toEqual([{ id: other.id }]);
    expect((await read(other.id)).sameSerial).toEqual([{ id: one.id }]);
    expect(await find('Rebranded-7')).toEqual([one.id, other.id]);
  });

  it('keep the label that came off, which still finds the machine and goes to no other', async () => {
    const { id, label } = await register();
    const { computer } = await add(id, 'LABEL', ' DEF-NEW ', { on: '2011-02-01' });
    expect(computer).toMatchObject({ label: 'DEF-NEW' });
    expect(computer.history.at(-1)).toMatchObject({
      verb: 'addComputerAlias',
      details: { kind: 'LABEL', value: 'DEF-NEW' },
    });
    expect((await read(id)).aliases).toMatchObject([
      { value: label, retiredOn: '2011-02-01' },
      { value: 'DEF-NEW', retiredOn: null },
    ]);
    expect(await find(label)).toEqual([id]);
    const byLabel = 'query ($label: String!) { computerByLabel(label: $label) { id } }';
    expect(await inventory.as('technician').request(byLabel, { label })).toEqual({ computerByLabel: { id } });
    const taken = await inventory.register({ donationId, label: label.toLowerCase(), kind: 'LAPTOP' });
    expect(taken).toEqual(refusedWith('LABEL_TAKEN', 'label'));
    expect(await add((await register()).id, 'LABEL', label)).toEqual(refusedWith('LABEL_TAKEN', 'value'));
  });

  it('show the latest serial number that is left', async () => {
    const { id: computerId } = await register({ serial: 'BOARD-1' });
    await add(computerId, 'SERIAL', 'CHASSIS-1', { on: '2011-02-01' });
    const { serial, aliases } = await read(computerId);
    expect(serial).toBe('CHASSIS-1');
    const retire = (value: string) =>
      inventory.retireAlias({ computerId, aliasId: aliases.find((alias) => alias.value === value)!.id });
    await retire('CHASSIS-1');
    expect((await read(computerId)).serial).toBe('BOARD-1');
    await retire('BOARD-1');
    expect((await read(computerId)).serial).toBeNull();
    expect(await find('CHASSIS-1')).toEqual([computerId]);
    expect(await retire('BOARD-1')).toEqual(refusedWith('NOT_FOUND', 'aliasId'));
  });

  it('give one label to one machine when two want it at the same time', async () => {
    const machines = [await register(), await register()];
    const answers = await Promise.all(machines.map(({ id }) => add(id, 'LABEL', 'RACED')));
    expect(answers.map(({ userErrors }) => userErrors[0]?.code ?? 'DONE').sort()).toEqual(['DONE', 'LABEL_TAKEN']);
  });

  it('follow a machine wherever it is', async () => {
    const { id } = await aComputer(inventory, 'ON_LOAN');
    await add(id, 'ASSET_TAG', 'TOWN-9');
    expect((await findComputer(inventory, id)).custody).toBe('ON_LOAN');
    expect(await find('TOWN-9')).toEqual([id]);
  });

  it('refuse what names nothing or is no name', async () => {
    const { id, label } = await register({ serial: 'KNOWN-1' });
    expect(await add('none', 'SERIAL', 'X-1')).toEqual(refusedWith('NOT_FOUND', 'computerId'));
    expect(await add(id, 'SERIAL', 'known-1')).toEqual(refusedWith('ALIAS_KNOWN', 'value'));
    expect(await add(id, 'LABEL', label)).toEqual(refusedWith('ALIAS_KNOWN', 'value'));
    expect(await add(id, 'LABEL', 'L'.repeat(41))).toEqual(refusedWith('LABEL_TOO_LONG', 'value'));
    expect(await add(id, 'SERIAL', '00000000')).toEqual(refusedWith('PLACEHOLDER_SERIAL', 'value'));
    expect(await add(id, 'SERIAL', '')).toEqual(refusedWith('INVALID_INPUT', 'value'));
    expect(await add(id, 'SERIAL', 'X-2', { on: '2011-01-04' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await add(id, 'SERIAL', 'X-2', { on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    const { aliases } = await read(id);
    const retire = (aliasId: string, input: object = {}) =>
      inventory.retireAlias({ computerId: id, aliasId, ...input });
    expect(await retire(aliases[0]!.id)).toEqual(refusedWith('LABEL_NEEDED', 'aliasId'));
    expect(await retire('alias_none')).toEqual(refusedWith('NOT_FOUND', 'aliasId'));
    expect(await retire(aliases[1]!.id, { computerId: 'none' })).toEqual(refusedWith('NOT_FOUND', 'computerId'));
    expect(await retire(aliases[1]!.id, { on: '2011-01-04' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await retire(aliases[1]!.id, { on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
  });
});
