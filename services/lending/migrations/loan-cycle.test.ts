import { Client } from 'pg';
import { migrate } from '../../../packages/platform/database/migrate.ts';
import { aDatabase, type TestDatabase } from '../../../packages/platform/testing/database.ts';
import { migrations } from './migrations.ts';

/** What an association that already lends has: a loan in each state of the first year, and a hand-over that waits. */
const FIRST_YEAR = `
  insert into household values ('h1', 'COM-56121', null, null, null, '2010-01-01');
  insert into loan (id, state, household_id, commune, requested_on, approved_on, signed_on, started_on, due_on, returned_on,
      term_count, last_step_on, refusal_reason, refusal_referral) values
    ('requested', 'REQUESTED', 'h1', 'COM-56121', '2010-01-04', null, null, null, null, null, 0, '2010-01-04', null, null),
    ('refused', 'REFUSED', 'h1', 'COM-56121', '2010-01-04', null, null, null, null, null, 0, '2010-01-05', 'OTHER', 'Elsewhere'),
    ('approved', 'APPROVED', 'h1', 'COM-56121', '2010-01-04', '2010-01-05', null, null, null, null, 0, '2010-01-05', null, null),
    ('signed', 'SIGNED', 'h1', 'COM-56121', '2010-01-04', '2010-01-05', '2010-01-06', null, null, null, 0, '2010-01-06', null, null),
    ('active', 'ACTIVE', 'h1', 'COM-56121', '2010-01-04', '2010-01-05', '2010-01-06', '2010-01-07', '2011-01-07', null, 1, '2010-01-07', null, null),
    ('returned', 'RETURNED', 'h1', 'COM-56121', '2010-01-04', '2010-01-05', '2010-01-06', '2010-01-07', '2011-01-07', '2010-12-01', 1, '2010-12-01', null, null);
  insert into loan_machine (id, loan_id, computer_id, from_on, to_on, condition) values
    ('m1', 'active', 'c1', '2010-01-07', null, null),
    ('m2', 'returned', 'c2', '2010-01-07', '2010-12-01', 'WORKING'),
    ('m3', 'signed', 'c3', null, null, null);
  insert into crossing values ('x', 'signed', 'handOverComputer', '2010-01-08', 'c3', null, null, 'somebody', 'a key');
  insert into history (noun, noun_id, verb, happened_on, recorded_at, recorded_by, details)
    values ('Loan', 'requested', 'requestLoan', '2010-01-04', now(), 'somebody', '{"householdId": "h1", "commune": "COM-56121"}');`;

describe('An association that lent before a loan had its whole life', () => {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await aDatabase();
    await migrate(database.url, 'lending', { '0001-first-year': migrations['0001-first-year']! });
    client = new Client({ connectionString: database.url, options: '-c search_path=lending' });
    await client.connect();
    await client.query(FIRST_YEAR);
    await client.query('delete from dirty');
    await migrate(database.url, 'lending', migrations);
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const rows = async (sql: string) => (await client.query(sql)).rows;

  it('keeps every loan, and what waits for the inventory', async () => {
    expect(await rows('select state, ended_on::text from loan order by id')).toEqual([
      { state: 'ACTIVE', ended_on: null },
      { state: 'APPROVED', ended_on: null },
      { state: 'REFUSED', ended_on: null },
      { state: 'REQUESTED', ended_on: null },
      { state: 'RETURNED', ended_on: '2010-12-01' },
      { state: 'SIGNED', ended_on: null },
    ]);
    expect(await rows('select verb, computer_out from crossing')).toEqual([
      { verb: 'handOverComputer', computer_out: 'c3' },
    ]);
  });

  it('knows when each computer was last handed over, and forgets who asked in its histories', async () => {
    expect(await rows(`select id, last_seen_on::text from loan where last_seen_on is not null order by id`)).toEqual([
      { id: 'active', last_seen_on: '2010-01-07' },
      { id: 'returned', last_seen_on: '2010-01-07' },
    ]);
    expect(await rows('select details from history')).toEqual([{ details: { commune: 'COM-56121' } }]);
  });

  it('counts a loan until it ends, whichever way', async () => {
    await client.query('delete from dirty');
    await client.query(`update loan set state = 'CEDED', ceded_on = '2010-11-02', price_cents = 0 where id = 'active'`);
    expect(await rows('select from_month::text, to_month::text from dirty order by 2')).toEqual([
      { from_month: '2010-01-01', to_month: '2010-11-01' },
      { from_month: '2010-01-01', to_month: null },
    ]);
  });

  it.each([
    ['ends twice', `update loan set ceded_on = '2010-12-02', price_cents = 0 where id = 'returned'`],
    [
      'waits without a priority',
      `update loan set state = 'WAITLISTED', waitlisted_on = '2010-01-05' where id = 'requested'`,
    ],
    [
      'is closed and keeps its household',
      `update loan set state = 'CLOSED', closed_on = '2010-12-02' where id = 'returned'`,
    ],
    ['runs and has no household', `update loan set household_id = null, detached_id = 'd' where id = 'signed'`],
    [
      'is stolen without a complaint',
      `update loan set state = 'UNRECOVERED', unrecovered_on = '2010-12-02', loss = 'STOLEN' where id = 'active'`,
    ],
    ['is lent and never approved', `update loan set approved_on = null where id = 'returned'`],
  ])('has no loan that %s, whatever the code does', async (_what, sql) => {
    await expect(client.query(sql)).rejects.toMatchObject({ code: '23514' });
  });
});
