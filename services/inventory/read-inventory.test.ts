import { anInventory, CAF, TOWN, type Inventory } from './inventory.factory.ts';
import { aComputer, PROOF, type ComputerMade } from './computer/computer.factory.ts';
import { aDonation, type DonationMade } from './donation/donation.factory.ts';

const MANY = 50;
const FEW = 2;
const REPAIRED = 4;

const COMPUTER = `id label collectedOn readyOn donation { id donor { id } programme { id } }
  erasures { method } repairs { state partsCost computer { id } history { verb } } recycling { recycler { id } } history { verb }`;
const DONATION = `id state computers(first: 3) { nodes { id } } history { verb }`;
const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    ... on Computer { ${COMPUTER} }
    ... on Donation { ${DONATION} donor { donations(first: 2) { nodes { id } } } }
    ... on Organisation { donations(first: 3) { nodes { id computers(first: 2) { nodes { id } } } } computersGiven(period: "2011") { value } }
    ... on Programme { donations(first: 3) { nodes { id } } }
  }
}`;

const siret = (index: number) => `SIRET-${String(10_000_000_000_000 + index)}`;

describe('What inventory knows', () => {
  let inventory: Inventory;
  let donations: DonationMade[];
  let computers: ComputerMade[];

  beforeAll(async () => {
    inventory = await anInventory();
    donations = await Promise.all(
      Array.from({ length: MANY }, (_, index) =>
        aDonation(inventory, 'PICKED_UP', { donorId: siret(index), programmeId: `programme-${index}` }),
      ),
    );
    const registered = await Promise.all(donations.map(({ id }) => aComputer(inventory, 'COLLECTED', id)));
    computers = await makeReady(registered.map(({ id }) => id));
    // Both a list of two and a list of fifty meet tickets, their machines and their histories.
    for (const { id: computerId } of [...computers.slice(0, REPAIRED - 1), computers.at(-1)!])
      await inventory.openRepair({ computerId, problem: 'No picture' });
  }, 120_000);
  afterAll(() => inventory.close());

  async function makeReady(ids: string[]): Promise<ComputerMade[]> {
    const each = (line: object) => ({ computers: ids.map((computerId) => ({ computerId, ...line })) });
    await inventory.triageMany(each({ outcome: 'REFURBISH' }));
    await inventory.eraseMany(each(PROOF));
    return (await inventory.refurbishMany(each({ grade: 'A', testsPassed: true }))).computers!;
  }

  const ask = <T extends object>(query: string, variables: object = {}) =>
    inventory.as('technician').request<T>(query, variables);
  const keysOf = (name: string): string[] =>
    ({
      Computer: computers.map(({ id }) => id),
      Donation: donations.map(({ id }) => id),
      Organisation: donations.map(({ donor }) => donor.id),
      Programme: donations.map((_, index) => `programme-${index}`),
    })[name]!;
  const resolve = async (name: string, ids: string[]) => {
    const representations = ids.map((id) => ({ __typename: name, id }));
    return (await ask<{ _entities: (object | null)[] }>(ENTITIES, { representations }))._entities;
  };

  it.each(['Computer', 'Donation', 'Organisation', 'Programme'])(
    'answers 50 references to %s with as many statements as 2',
    async (name) => {
      const ids = keysOf(name);
      const few = await inventory.countStatements(() => resolve(name, ids.slice(0, FEW)));
      const many = await inventory.countStatements(async () => expect(await resolve(name, ids)).toHaveLength(MANY));
      expect(few).toBeGreaterThan(0);
      expect(many).toBe(few);
    },
  );

  it.each([
    ['computers', `nodes { ${COMPUTER} }`],
    ['donations', `nodes { ${DONATION} }`],
  ])('lists 50 %s with as many statements as 2', async (list, selection) => {
    const read = (first: number) =>
      ask<Record<string, { nodes: object[] }>>(`{ ${list}(first: ${first}) { ${selection} } }`);
    const few = await inventory.countStatements(() => read(FEW));
    const many = await inventory.countStatements(async () =>
      expect((await read(MANY))[list]?.nodes).toHaveLength(MANY),
    );
    expect(many).toBe(few);
  });

  it('gives null for a reference that names nothing', async () => {
    expect(await resolve('Computer', ['computer_none'])).toEqual([null]);
    expect(await resolve('Donation', ['donation_none'])).toEqual([null]);
  });

  it('finds a machine by its id, and by its label whatever the case', async () => {
    const [{ id, label }] = computers as [ComputerMade];
    const found = await ask(
      `query ($id: ID!, $label: String!) { computer(id: $id) { id } computerByLabel(label: $label) { id } }`,
      {
        id,
        label: ` ${label.toLowerCase()} `,
      },
    );
    expect(found).toEqual({ computer: { id }, computerByLabel: { id } });
    expect(
      await ask('{ computer(id: "x") { id } computerByLabel(label: "x") { id } donation(id: "x") { id } }'),
    ).toEqual({
      computer: null,
      computerByLabel: null,
      donation: null,
    });
  });

  it('lists machines by where they stand', async () => {
    const { id } = await aComputer(inventory, 'ERASED', donations[0]!.id);
    const list = (filter: string) =>
      ask<{ computers: { nodes: object[] } }>(`{ computers(${filter}) { nodes { id } } }`);
    expect(await list('processing: ERASED')).toEqual({ computers: { nodes: [{ id }] } });
    expect((await list('processing: ERASED, custody: ON_LOAN')).computers.nodes).toEqual([]);
    expect((await list('kind: TABLET')).computers.nodes).toEqual([]);
    expect((await list('custody: IN_REPAIR')).computers.nodes).toHaveLength(REPAIRED);
  });

  it('lists donations by state', async () => {
    const { id } = await aDonation(inventory, 'DECLINED');
    expect(await ask('{ donations(state: DECLINED) { nodes { id } } }')).toEqual({ donations: { nodes: [{ id }] } });
  });
});

describe('Who sees what of inventory', () => {
  let inventory: Inventory;
  let own: DonationMade;
  let ownComputer: ComputerMade;
  let other: DonationMade;
  let otherComputer: ComputerMade;

  beforeAll(async () => {
    inventory = await anInventory();
    own = await aDonation(inventory, 'PICKED_UP', { donorId: CAF });
    ownComputer = await aComputer(inventory, 'RECYCLED', own.id);
    await aComputer(inventory, 'READY', own.id);
    other = await aDonation(inventory, 'PICKED_UP', { donorId: TOWN });
    otherComputer = await aComputer(inventory, 'READY', other.id);
  });
  afterAll(() => inventory.close());

  const caf = () => inventory.as('partner', { organisation: CAF });
  const given = (donorId: string, period = '2011') =>
    `{ _entities(representations: [{ __typename: "Organisation", id: "${donorId}" }]) {
       ... on Organisation { computersGiven(period: "${period}") { value status reason } donations { nodes { id } } } } }`;
  const forbidden = (code = 'FORBIDDEN') => ({ response: { errors: [{ extensions: { code } }] } });

  it('shows a donor its own donations, their machines and certificates', async () => {
    const query = `{ donations { nodes { id computers { nodes { id collectedOn erasures { method } recycling { certificate } } } } } }`;
    const { donations } = await caf().request<{
      donations: { nodes: { id: string; computers: { nodes: object[] } }[] };
    }>(query);
    expect(donations.nodes.map(({ id }) => id)).toEqual([own.id]);
    expect(donations.nodes[0]!.computers.nodes).toMatchObject([
      { id: ownComputer.id, collectedOn: '2011-01-05', recycling: { certificate: 'BSD-11-042' } },
      { erasures: [{ method: 'CLEAR' }] },
    ]);
  });

  it('shows a donor nothing of the others', async () => {
    const query =
      'query ($donation: ID!, $computer: ID!) { donation(id: $donation) { id } computer(id: $computer) { id } }';
    const theirs = await caf().request(query, { donation: other.id, computer: otherComputer.id });
    expect(theirs).toEqual({ donation: null, computer: null });
    await expect(caf().request(given(TOWN))).rejects.toMatchObject(forbidden());
  });

  it('counts what an organisation gave in a period', async () => {
    const { _entities } = await caf().request<{ _entities: object[] }>(given(CAF));
    expect(_entities).toEqual([
      { computersGiven: { value: 2, status: 'EXACT', reason: null }, donations: { nodes: [{ id: own.id }] } },
    ]);
    const told = async (period: string) =>
      (await inventory.as('manager').request<{ _entities: object[] }>(given(TOWN, period)))._entities[0];
    expect(await told('2011-01')).toMatchObject({ computersGiven: { value: 1 } });
    expect(await told('2010')).toMatchObject({ computersGiven: { value: 0, status: 'EXACT' } });
    expect(await told('2012')).toMatchObject({
      computersGiven: { value: null, status: 'UNAVAILABLE', reason: 'IN_THE_FUTURE' },
    });
  });

  it('does not pretend to know at a hub', async () => {
    const hub = await anInventory({ association: null });
    const { _entities } = await hub.as('manager').request<{ _entities: object[] }>(given(CAF));
    expect(_entities[0]).toMatchObject({ computersGiven: { value: null, status: 'UNAVAILABLE' } });
    await hub.close();
  });

  it('hides histories and repairs from donors', async () => {
    await expect(caf().request('{ donations { nodes { history { recordedBy } } } }')).rejects.toMatchObject(
      forbidden(),
    );
    const repairs = '{ donations { nodes { computers { nodes { repairs { id } } } } } }';
    await expect(caf().request(repairs)).rejects.toMatchObject(forbidden());
  });

  it.each(['coordinator', 'trainer', 'instance'] as const)('hides machines and donations from a %s', async (role) => {
    for (const query of ['{ computers { nodes { id } } }', '{ donations { nodes { id } } }'])
      await expect(inventory.as(role).request(query)).rejects.toMatchObject(forbidden());
  });

  it('asks an anonymous visitor to sign in', async () => {
    const query = inventory.as('anonymous').request('{ computers { nodes { id } } }');
    await expect(query).rejects.toMatchObject(forbidden('UNAUTHENTICATED'));
  });

  it('lets a lender read machines and change none', async () => {
    const lender = inventory.as('lender');
    expect(await lender.request('{ computers(processing: READY) { nodes { custody } } }')).toEqual({
      computers: { nodes: [{ custody: 'IN_STOCK' }, { custody: 'IN_STOCK' }] },
    });
    const input = { donorId: CAF, announcedMachines: 1, idempotencyKey: 'by a lender' };
    const offer = lender.request(
      'mutation ($input: OfferDonationInput!) { offerDonation(input: $input) { donation { id } } }',
      {
        input,
      },
    );
    await expect(offer).rejects.toMatchObject(forbidden());
  });
});
