import { anInventory, refusedWith, type Inventory } from '../inventory.factory.ts';
import { aComputer, PROOF } from '../computer/computer.factory.ts';

describe('Recording an erasure', () => {
  let inventory: Inventory;
  beforeAll(async () => {
    inventory = await anInventory();
  });
  afterAll(() => inventory.close());

  const aTriaged = async () => (await aComputer(inventory, 'TRIAGED')).id;

  it('proves a machine erased, with its certificate', async () => {
    const computerId = await aTriaged();
    const proof = { ...PROOF, storageSerial: 'WD-1', certificateDigest: 'ab'.repeat(32) };
    const { computer } = await inventory.erase({ computerId, ...proof, on: '2011-01-11' });
    expect(computer.processing).toBe('ERASED');
    const { computer: told } = await inventory
      .as('technician')
      .request<{ computer: object }>(
        `query ($id: ID!) { computer(id: $id) { erasures { method standard tool succeeded storageSerial certificateDigest on } } }`,
        { id: computerId },
      );
    expect(told).toEqual({ erasures: [{ ...proof, on: '2011-01-11' }] });
  });

  it('takes a machine without storage as erased', async () => {
    const { computer } = await inventory.erase({ computerId: await aTriaged(), noStorage: true });
    expect(computer.processing).toBe('ERASED');
    expect(computer.history.at(-1)).toMatchObject({ details: { method: 'NO_STORAGE' } });
  });

  it('waits for the last storage', async () => {
    const computerId = await aTriaged();
    const first = await inventory.erase({ computerId, ...PROOF, isLastStorage: false });
    expect(first.computer.processing).toBe('TRIAGED');
    expect((await inventory.erase({ computerId, ...PROOF })).computer.processing).toBe('ERASED');
  });

  it('asks for the destruction of a storage whose erasure failed', async () => {
    const computerId = await aTriaged();
    const failed = await inventory.erase({ computerId, ...PROOF, succeeded: false });
    expect(failed.computer.processing).toBe('TRIAGED');
    expect(await inventory.erase({ computerId, ...PROOF })).toEqual(refusedWith('DESTRUCTION_REQUIRED', 'method'));
    const noStorage = await inventory.erase({ computerId, noStorage: true });
    expect(noStorage).toEqual(refusedWith('DESTRUCTION_REQUIRED', 'method'));
    const destroyed = await inventory.erase({ computerId, ...PROOF, method: 'DESTROY', tool: 'press' });
    expect(destroyed.computer.processing).toBe('ERASED');
  });

  it.each([
    ['a proof without its tool', { ...PROOF, tool: null }],
    ['no proof at all', {}],
    ['a proof for no storage', { ...PROOF, noStorage: true }],
  ])('refuses %s', async (_what, proof) => {
    const answer = await inventory.erase({ computerId: await aTriaged(), ...proof });
    expect(answer).toEqual(refusedWith('PROOF_INCOMPLETE', 'method'));
  });

  it('proves a machine that left the chain erased too, which stays where it is', async () => {
    const { id: computerId } = await aComputer(inventory, 'TO_RECYCLE');
    const { computer } = await inventory.erase({ computerId, ...PROOF });
    expect(computer.processing).toBe('TO_RECYCLE');
    expect(await inventory.erase({ computerId, ...PROOF })).toEqual(refusedWith('ALREADY_ERASED', 'computerId'));
  });

  it('refuses a digest that is not SHA-256', async () => {
    const answer = await inventory.erase({ computerId: await aTriaged(), ...PROOF, certificateDigest: 'abc' });
    expect(answer).toEqual(refusedWith('INVALID_INPUT', 'certificateDigest'));
  });

  it.each([
    ['ANNOUNCED', 'NOT_COLLECTED'],
    ['COLLECTED', 'NOT_TRIAGED'],
    ['ERASED', 'ALREADY_ERASED'],
    ['READY', 'ALREADY_ERASED'],
    ['RESERVED', 'RESERVED'],
    ['CEDED', 'CEDED'],
    ['ON_LOAN', 'ON_LOAN'],
    ['IN_REPAIR', 'IN_REPAIR'],
    ['LOST', 'LOST_OR_STOLEN'],
    ['RECYCLED', 'ALREADY_RECYCLED'],
  ] as const)('refuses a machine that is %s: %s', async (standing, code) => {
    const { id: computerId } = await aComputer(inventory, standing);
    expect(await inventory.erase({ computerId, ...PROOF })).toEqual(refusedWith(code, 'computerId'));
  });

  it('refuses an id that names nothing, a day before the triage, and a day to come', async () => {
    expect(await inventory.erase({ computerId: 'computer_none', ...PROOF })).toEqual(
      refusedWith('NOT_FOUND', 'computerId'),
    );
    const computerId = await aTriaged();
    const on = (day: string) => inventory.erase({ computerId, ...PROOF, on: day });
    expect(await on('2011-01-09')).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await on('2011-06-16')).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
  });

  it('records many or none, two storages of one machine included', async () => {
    const [first, second] = [await aTriaged(), await aTriaged()];
    const lines = [
      { computerId: first, ...PROOF, isLastStorage: false },
      { computerId: first, ...PROOF },
      { computerId: second, noStorage: true },
    ];
    const { computers } = await inventory.eraseMany({ computers: lines });
    expect(computers?.map(({ id, processing }) => [id, processing])).toEqual([
      [first, 'ERASED'],
      [second, 'ERASED'],
    ]);
    const again = await inventory.eraseMany({ computers: [{ computerId: await aTriaged(), ...PROOF }, lines[2]!] });
    expect(again).toEqual(refusedWith('ALREADY_ERASED', 'computers', '1', 'computerId'));
  });
});

describe('Withdrawing an erasure', () => {
  let inventory: Inventory;
  beforeAll(async () => {
    inventory = await anInventory();
  });
  afterAll(() => inventory.close());

  const proofsOf = async (id: string): Promise<string[]> => {
    const query = 'query ($id: ID!) { computer(id: $id) { erasures { id } } }';
    const { computer } = await inventory
      .as('technician')
      .request<{ computer: { erasures: { id: string }[] } }>(query, { id });
    return computer.erasures.map((erasure) => erasure.id).toSorted();
  };
  const withdraw = (erasureId: string) => inventory.withdrawErasure({ erasureId, reason: 'Another machine' });

  it('takes the proof back, and the machine that went on because of it', async () => {
    const { id: computerId } = await aComputer(inventory, 'READY');
    const [proof] = await proofsOf(computerId);
    const { computer } = await withdraw(proof!);
    expect(computer.processing).toBe('TRIAGED');
    expect(computer.history.at(-1)).toMatchObject({
      verb: 'withdrawErasure',
      details: { withdrawn: { erasure: proof } },
    });
    expect(await proofsOf(computerId)).toEqual([]);
    expect(await inventory.refurbish({ computerId, grade: 'A', testsPassed: true })).toEqual(
      refusedWith('NOT_ERASED', 'computerId'),
    );
    expect((await inventory.erase({ computerId, ...PROOF })).computer.processing).toBe('ERASED');
  });

  it('asks for no destruction any more when it was the failure that was a mistake, and for it again otherwise', async () => {
    const { id: computerId } = await aComputer(inventory, 'TRIAGED');
    await inventory.erase({ computerId, ...PROOF, succeeded: false });
    await inventory.erase({ computerId, ...PROOF, method: 'DESTROY', tool: 'press' });
    const [failure, destruction] = await proofsOf(computerId);
    expect(await withdraw(failure!)).toEqual(refusedWith('NO_LONGER_HOLDS', 'erasureId'));
    expect((await withdraw(destruction!)).computer.processing).toBe('TRIAGED');
    expect(await inventory.erase({ computerId, ...PROOF })).toEqual(refusedWith('DESTRUCTION_REQUIRED', 'method'));
    await withdraw(failure!);
    expect((await inventory.erase({ computerId, ...PROOF })).computer.processing).toBe('ERASED');
  });

  it('leaves the proofs of machines that are lent, and knows no other', async () => {
    const { id: computerId } = await aComputer(inventory, 'ON_LOAN');
    const [proof] = await proofsOf(computerId);
    expect(await withdraw(proof!)).toEqual(refusedWith('ON_LOAN', 'computerId'));
    expect(await withdraw('erasure_none')).toEqual(refusedWith('NOT_FOUND', 'erasureId'));
  });
});
