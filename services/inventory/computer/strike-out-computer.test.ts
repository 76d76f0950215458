import pg from 'pg';
import { donationEnd } from '../certificate/certificate.factory.ts';
import { aDonation } from '../donation/donation.factory.ts';
import { anInventory, refusedWith, type Inventory } from '../inventory.factory.ts';
import { aComputer, findComputer, LOAN, type Standing } from './computer.factory.ts';

describe('Striking out a computer', () => {
  let inventory: Inventory;
  let database: pg.Client;
  beforeAll(async () => {
    inventory = await anInventory();
    database = new pg.Client({ connectionString: inventory.databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database.end();
    await inventory.close();
  });

  const strikeOut = (computerId: string, input: object = {}) =>
    inventory.strikeOut({ computerId, reason: 'MISTAKE', ...input });
  const collected = async () => {
    const ask = '{ _entities(representations: [{ __typename: "Organisation", id: "SIRET-77562000200017" }]) {';
    const { _entities } = await inventory
      .as('manager')
      .request<{ _entities: [{ computersGiven: { value: number }; reuse: object }] }>(
        `${ask} ... on Organisation { computersGiven(period: "2011") { value } reuse(period: "2011") { given triaged } } } }`,
      );
    return { given: _entities[0].computersGiven.value, reuse: _entities[0].reuse };
  };
  it.each(['ANNOUNCED', 'COLLECTED', 'TRIAGED', 'TO_RECYCLE'] as const)('takes one that is %s', async (standing) => {
    const { id } = await aComputer(inventory, standing);
    const { computer } = await strikeOut(id, { reason: 'NOT_DELIVERED', on: '2011-02-01' });
    expect(computer).toMatchObject({ custody: 'STRUCK_OUT', collectedOn: null });
    expect(computer.history.at(-1)).toEqual({
      verb: 'strikeOutComputer',
      happenedOn: '2011-02-01',
      details: { reason: 'NOT_DELIVERED', became: { custody: 'STRUCK_OUT' } },
    });
  });

  it('counts it no more, and marks the months it counted in', async () => {
    const before = await collected();
    const { id } = await aComputer(inventory, 'TRIAGED');
    expect(await collected()).not.toEqual(before);
    await database.query('delete from inventory.dirty');
    await strikeOut(id);
    expect(await collected()).toEqual(before);
    const { rows } = await database.query('select distinct from_month::text from inventory.dirty');
    expect(rows).toEqual([{ from_month: '2011-01-01' }]);
  });

  it('needs no certificate: its donation is attested without it', async () => {
    const end = donationEnd(inventory);
    const { id: donationId } = await aDonation(inventory);
    const { id: readyId } = await aComputer(inventory, 'READY', donationId);
    const { id } = await aComputer(inventory, 'COLLECTED', donationId);
    await inventory.closeInventory({ donationId, on: '2011-01-31' });
    expect(await end.attest({ donationId })).toEqual(refusedWith('STILL_IN_WORKSHOP', 'donationId'));
    await strikeOut(id);
    const { certificate } = await end.attest({ donationId });
    expect(certificate?.lines.map(({ computer }) => computer.id)).toEqual([readyId]);
  });

  it('frees its label for another machine, which alone is found by it', async () => {
    const { id, label } = await aComputer(inventory, 'COLLECTED');
    await strikeOut(id);
    const { id: donationId } = await aDonation(inventory);
    const { computer } = await inventory.register({ donationId, label, kind: 'LAPTOP' });
    const query = 'query ($label: String!) { computerByLabel(label: $label) { id } }';
    expect(await inventory.as('lender').request(query, { label })).toEqual({ computerByLabel: { id: computer.id } });
    expect(await findComputer(inventory, id)).toMatchObject({ label, custody: 'STRUCK_OUT' });
  });

  it('is listed only when asked for', async () => {
    const { id } = await aComputer(inventory, 'COLLECTED');
    await strikeOut(id);
    const listed = async (filter: string) => {
      const query = `{ computers(first: 100${filter}) { nodes { id } } }`;
      const { computers } = await inventory.as('technician').request<{ computers: { nodes: { id: string }[] } }>(query);
      return computers.nodes.some((computer) => computer.id === id);
    };
    expect([await listed(''), await listed(', custody: STRUCK_OUT')]).toEqual([false, true]);
  });

  it.each([
    ['ERASED', 'ALREADY_WORKED_ON'],
    ['READY', 'ALREADY_WORKED_ON'],
    ['RESERVED', 'RESERVED'],
    ['ON_LOAN', 'ON_LOAN'],
    ['IN_REPAIR', 'IN_REPAIR'],
    ['LOST', 'LOST_OR_STOLEN'],
    ['CEDED', 'CEDED'],
    ['RECYCLED', 'ALREADY_RECYCLED'],
  ] satisfies [Standing, string][])('refuses one that is %s: %s', async (standing, code) => {
    const { id } = await aComputer(inventory, standing);
    expect(await strikeOut(id)).toEqual(refusedWith(code, 'computerId'));
  });

  it('refuses one of which something was tried, fitted or mended, whatever came of it', async () => {
    const { id: tried } = await aComputer(inventory, 'TRIAGED');
    const failed = { method: 'CLEAR', standard: 'NIST SP 800-88', tool: 'nwipe', succeeded: false };
    await inventory.erase({ computerId: tried, ...failed });
    const { id: fitted } = await aComputer(inventory, 'COLLECTED');
    const { part } = await inventory.stockPart({ kind: 'BATTERY', label: 'VK3' });
    await inventory.fitPart({ partId: part.id, computerId: fitted });
    const { id: mended } = await aComputer(inventory, 'COLLECTED');
    const { repairTicket } = await inventory.openRepair({ computerId: mended, problem: 'No picture' });
    await inventory.resolveRepair({ repairTicketId: repairTicket.id, outcome: 'REPAIRED', minutes: 5 });
    for (const id of [tried, fitted, mended])
      expect(await strikeOut(id)).toEqual(refusedWith('ALREADY_WORKED_ON', 'computerId'));
  });

  it('is for good, and refused for nothing, out of order and in the future', async () => {
    const { id: computerId } = await aComputer(inventory, 'TRIAGED');
    expect(await strikeOut('none')).toEqual(refusedWith('NOT_FOUND', 'computerId'));
    expect(await strikeOut(computerId, { on: '2011-01-09' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await strikeOut(computerId, { on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    await strikeOut(computerId);
    const struckOut = refusedWith('STRUCK_OUT', 'computerId');
    expect(await strikeOut(computerId)).toEqual(struckOut);
    expect(await inventory.triage({ computerId, outcome: 'RECYCLE' })).toEqual(struckOut);
    expect(await inventory.addAlias({ computerId, kind: 'ASSET_TAG', value: 'A-1' })).toEqual(struckOut);
    const outing = await inventory.takeOut({ computerId, loanId: LOAN, on: '2011-06-15' });
    expect(outing).toEqual(refusedWith('COMPUTER_GONE', 'computerId'));
  });
});
