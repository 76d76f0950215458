import { answersToRewriting, historySeenAs } from '../../packages/platform/testing/history-seen.ts';
import { aComputer, type ComputerMade } from './computer/computer.factory.ts';
import { aDonation, type DonationMade } from './donation/donation.factory.ts';
import { anInventory, CAF, TOWN, type Inventory } from './inventory.factory.ts';

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

  it.each([
    ['technician', '', ['Computer', 'Donation', 'Storage']],
    ['service', '', ['Computer', 'Donation', 'Storage']],
    ['partner', CAF, ['Computer', 'Donation', 'Storage']],
    ['partner', 'ORG-of-nobody', []],
    ['trainer,coordinator,instance', '', []],
    ['', CAF, []],
  ])(
    'shows the role "%s" of "%s" the history of what it may see, whatever the code asks',
    async (roles, organisation, nouns) => {
      expect(await historySeenAs(inventory, 'inventory', roles, organisation)).toEqual(nouns);
    },
  );

  it('lets nobody change what was recorded, neither itself nor whoever owns the database', async () => {
    const permission = 'permission denied for table history';
    expect(await answersToRewriting(inventory.loginUrl, 'inventory')).toEqual([permission, permission, permission]);
    const kept = 'history is append-only: record what is right now besides, and leave what was recorded';
    expect(await answersToRewriting(inventory.databaseUrl, 'inventory')).toEqual([kept, kept, kept]);
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

  it('tells a coordinator nothing at an association, and at a hub no donation', async () => {
    const count = given(CAF).replace('donations { nodes { id } }', '');
    const hub = await anInventory({ association: null });
    await expect(inventory.as('coordinator').request(count)).rejects.toMatchObject(forbidden());
    await expect(hub.as('coordinator').request(given(CAF))).rejects.toMatchObject(forbidden());
    await hub.close();
  });

  it('does not pretend to know at a hub', async () => {
    const hub = await anInventory({ association: null });
    const count = given(CAF).replace('donations { nodes { id } }', '');
    const { _entities } = await hub.as('coordinator').request<{ _entities: object[] }>(count);
    expect(_entities[0]).toMatchObject({ computersGiven: { value: null, status: 'UNAVAILABLE' } });
    await hub.close();
  });

  it('shows a donor the storages of its machines, and what was done to each', async () => {
    const query =
      'query ($id: ID!) { computer(id: $id) { stateOn(day: "2011-06-15") { custody } storages { kind erasures { succeeded } } } }';
    const [gift] = (
      await caf().request<{ donations: { nodes: { computers: { nodes: { id: string }[] } }[] } }>(
        '{ donations { nodes { computers { nodes { id } } } } }',
      )
    ).donations.nodes[0]!.computers.nodes.slice(1);
    expect(await caf().request(query, { id: gift!.id })).toEqual({
      computer: { stateOn: { custody: 'IN_STOCK' }, storages: [{ kind: 'OTHER', erasures: [{ succeeded: true }] }] },
    });
  });

  it.each(['aliases { value }', 'tests { grade }', 'partsFitted { label }', 'reservedFor', 'sameSerial { id }'])(
    'keeps %s of machines among the staff',
    async (field) => {
      const asked = caf().request(`query ($id: ID!) { computer(id: $id) { ${field} } }`, { id: ownComputer.id });
      await expect(asked).rejects.toMatchObject(forbidden());
    },
  );

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
