import pg from 'pg';
import { aComputer } from '../computer/computer.factory.ts';
import { aDonation } from '../donation/donation.factory.ts';
import { anInventory, TOWN, type Inventory } from '../inventory.factory.ts';

describe('The database of inventory', () => {
  let inventory: Inventory;
  let database: pg.Client;
  let computerId: string;
  let lentId: string;
  beforeAll(async () => {
    inventory = await anInventory();
    computerId = (await aComputer(inventory, 'TRIAGED')).id;
    lentId = (await aComputer(inventory, 'ON_LOAN')).id;
    database = new pg.Client({ connectionString: inventory.databaseUrl, options: '-c search_path=inventory' });
    await database.connect();
  });
  afterAll(async () => {
    await database.end();
    await inventory.close();
  });

  const update = (id: string, change: string) => database.query(`update computer set ${change} where id = $1`, [id]);
  const rejected = (constraint: RegExp) => ({ constraint: expect.stringMatching(constraint) as string });

  it.each([
    ['READY without a proof of erasure', () => update(computerId, "processing = 'READY', grade = 'A'")],
    ['READY without a grade', () => update(computerId, "processing = 'READY', erased_on = '2011-01-11'")],
    ['on loan without being READY', () => update(computerId, "custody = 'ON_LOAN'")],
    ['recycled without being given up', () => update(computerId, "custody = 'RECYCLED'")],
    ['reserved without being READY', () => update(computerId, "custody = 'RESERVED', reserved_for = 'loan_1'")],
    ['reserved for no loan', () => update(lentId, "custody = 'RESERVED'")],
    ['ceded without being READY', () => update(computerId, "custody = 'CEDED'")],
    ['announced and at the workshop', () => update(computerId, "processing = 'ANNOUNCED'")],
  ])('keeps no machine that is %s', async (_what, change) => {
    await expect(change()).rejects.toMatchObject(rejected(/^computer_check/));
  });

  it('keeps no machine that counts as erased with a storage that is not', async () => {
    const rejection = rejected(/^computer_storages_erased$/);
    const storage = `insert into storage (id, computer_id, kind, declared_on) values ('storage_1', '${lentId}', 'SSD', '2011-02-01')`;
    await expect(database.query(storage)).rejects.toMatchObject(rejection);
    const doubted = database.query(`update storage set erased_on = null where computer_id = '${lentId}'`);
    await expect(doubted).rejects.toMatchObject(rejection);
  });

  it('keeps no machine with two labels at once, and no label on two machines', async () => {
    const alias = (id: string, value: string) =>
      database.query(
        `insert into alias (id, computer_id, kind, value, since, added_by) values ('alias_1', $1, 'LABEL', $2, '2011-02-01', 'x')`,
        [id, value],
      );
    await expect(alias(lentId, 'Another')).rejects.toMatchObject(rejected(/^alias_worn_label$/));
    const { rows } = await database.query<{ label: string }>('select label from computer where id = $1', [lentId]);
    await expect(alias(computerId, rows[0]!.label.toLowerCase())).rejects.toMatchObject(rejected(/^alias_label$/));
  });

  it('keeps no machine of another donor than its donation', async () => {
    const change = update(computerId, `donor_id = '${TOWN}'`);
    await expect(change).rejects.toMatchObject(rejected(/donation/));
  });

  it('keeps no two machines of one label', async () => {
    const change = update(computerId, `label = (select upper(label) from computer where id = '${lentId}')`);
    await expect(change).rejects.toMatchObject(rejected(/^computer_label$/));
  });

  it('keeps no machine with two borrowers, nor two open repairs', async () => {
    const outing = `insert into outing (computer_id, loan_id, taken_on, commune) values ('${lentId}', 'x', '2011-02-01', 'COM-56121')`;
    await expect(database.query(outing)).rejects.toMatchObject(rejected(/^outing_at_once$/));
    const repair = (id: string) =>
      database.query(
        `insert into repair_ticket (id, computer_id, problem, state, opened_on, moved_on, minutes, parts_cents)
         values ($1, $2, 'x', 'ASSESS', '2011-02-01', '2011-02-01', 0, 0)`,
        [id, lentId],
      );
    await repair('repair_1');
    await expect(repair('repair_2')).rejects.toMatchObject(rejected(/^repair_at_once$/));
  });

  it('keeps no donation that was picked up before it was accepted', async () => {
    const { id } = await aDonation(inventory, 'ACCEPTED');
    const change = database.query(
      "update donation set state = 'PICKED_UP', picked_up_on = '2011-01-03' where id = $1",
      [id],
    );
    await expect(change).rejects.toMatchObject(rejected(/^donation_check/));
  });
});
