import { SPLIT_BATCHES } from '../../packages/platform/testing/batches.ts';
import pg from 'pg';
import { anInventory, type Inventory } from './inventory.factory.ts';
import { aComputer, PROOF, type ComputerMade } from './computer/computer.factory.ts';
import { aDonation, type DonationMade } from './donation/donation.factory.ts';

const MANY = 50;
const FEW = 2;
const REPAIRED = 4;

const COMPUTER = `id label collectedOn readyOn donation { id donor { id } programme { id } }
  erasures { method } repairs { state partsCost computer { id } history { verb } } recycling { recycler { id } } history { verb }`;
const SHELVES = [
  'erasures { storage { serial } }',
  'storages { kind computer { id } erasures { operator } history { verb } }',
  'tests { grade computer { id } checks { check } }',
  'aliases { value } sameSerial { id }',
  'repairs { parts { label } }',
  'partsFitted { origin { id } fittedIn { id } repairTicket { id } history { verb } }',
  'partsFitted { origin { partsRecovered { label } } }',
  'stateOn(day: "2011-06-15") { custody }',
];
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
    computers = await makeReady(registered.map(({ id }) => id).toSorted());
    // Both a list of two and a list of fifty meet tickets, their machines and their histories.
    for (const { id: computerId } of [...computers.slice(0, REPAIRED - 1), computers.at(-1)!]) await repair(computerId);
  }, 120_000);
  afterAll(() => inventory.close());

  async function repair(computerId: string): Promise<void> {
    const { computer: carcass } = await inventory.triage({
      computerId: (await aComputer(inventory, 'COLLECTED', donations[0]!.id)).id,
      outcome: 'DISMANTLE',
    });
    const { computer } = await inventory.dismantle({
      computerId: carcass.id,
      parts: [{ kind: 'SCREEN', label: '15.6"' }],
    });
    const [partId] = computer.history.at(-1)!.details['partIds'] as string[];
    await inventory.openRepair({ computerId, problem: 'No picture' });
    await inventory.fitPart({ partId, computerId });
    await inventory.addAlias({ computerId, kind: 'SERIAL', value: 'REBRANDED-1' });
  }

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
      expect(many).toBeLessThanOrEqual(few + SPLIT_BATCHES);
    },
  );

  it.each(SHELVES)('reads %s of 50 machines with as many statements as of 2', async (shelf) => {
    const query = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on Computer { ${shelf} } } }`;
    const read = (few: ComputerMade[]) =>
      ask(query, { representations: few.map(({ id }) => ({ __typename: 'Computer', id })) });
    const few = await inventory.countStatements(() => read(computers.slice(0, FEW)));
    const many = await inventory.countStatements(() => read(computers));
    expect(few).toBeGreaterThan(0);
    expect(many).toBeLessThanOrEqual(few + SPLIT_BATCHES);
  });

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
    expect(many).toBeLessThanOrEqual(few + SPLIT_BATCHES);
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

  it('pages through 10,000 machines, and finds one by its name, as it does among 50', async () => {
    const database = new pg.Client({
      connectionString: inventory.databaseUrl,
      options: '-c search_path=inventory',
    });
    await database.connect();
    await database.query(TEN_THOUSAND, [donations[0]!.id, donations[0]!.donor.id]);
    await database.end();
    const read = async (filter: string) => {
      const query = `{ computers(first: 100, ${filter}) { nodes { aliases { value } sameSerial { id } stateOn(day: "2011-06-15") { custody } } } }`;
      return (await ask<{ computers: { nodes: object[] } }>(query)).computers.nodes.length;
    };
    const few = await inventory.countStatements(async () => expect(await read('custody: IN_REPAIR')).toBe(REPAIRED));
    const many = await inventory.countStatements(async () => expect(await read('kind: OTHER')).toBe(100));
    expect(many).toBeLessThanOrEqual(few + SPLIT_BATCHES);
    const found = await ask('{ computersByAlias(value: "lot-9999") { nodes { label } } }');
    expect(found).toEqual({ computersByAlias: { nodes: [{ label: 'LOT-9999' }] } });
  });
});

const TEN_THOUSAND = `
  with machine as (
    insert into computer (id, donation_id, donor_id, label, kind, processing, custody, moved_on)
    select 'computer_lot' || n, $1, $2, 'LOT-' || n, 'OTHER', 'COLLECTED', 'IN_STOCK', '2011-01-05'
      from generate_series(1, 10000) as n returning id, label)
  insert into alias (id, computer_id, kind, value, since, added_by)
  select 'alias_' || id, id, 'LABEL', label, '2011-01-05', 'system' from machine`;
