import { Client } from 'pg';
import { migrate } from '../../../packages/platform/database/migrate.ts';
import { aDatabase, type TestDatabase } from '../../../packages/platform/testing/database.ts';
import { migrations } from './migrations.ts';

/** A household that was erased (`gone`), one that stays with somebody erased (`kept`), and loans of both and of nobody. */
const BEFORE = `
  insert into household (id, commune, registered_on, email, erased_on) values
    ('household_gone', 'COM-56121', '2010-01-01', null, '2010-06-01'),
    ('household_kept', 'COM-56121', '2010-01-01', 'le-goff@example.org', null),
    ('household_here', 'COM-56121', '2010-01-01', 'here@example.org', null);
  insert into person (id, given_name, family_name, household_id, erased_on) values
    ('person_gone', '', '', 'household_gone', '2010-06-01'), ('person_kept', '', '', 'household_kept', '2010-06-01'),
    ('person_here', 'Anna', 'Le Goff', 'household_here', null);
  insert into loan (id, state, household_id, detached_id, commune, requested_on, withdrawn_on, closed_on, term_count, last_step_on) values
    ('loan_gone', 'WITHDRAWN', 'household_gone', null, 'COM-56121', '2010-01-04', '2010-01-05', null, 0, '2010-01-05'),
    ('loan_kept', 'WITHDRAWN', 'household_kept', null, 'COM-56121', '2010-01-04', '2010-01-05', null, 0, '2010-01-05'),
    ('loan_here', 'WITHDRAWN', 'household_here', null, 'COM-56121', '2010-01-04', '2010-01-05', null, 0, '2010-01-05'),
    ('loan_closed', 'CLOSED', null, 'detached_1', 'COM-56121', '2010-01-04', '2010-01-05', '2010-02-05', 0, '2010-02-05');
  insert into loan_fault (id, loan_id, computer_id, problem, repair_ticket_id, reported_on)
    select 'fault of ' || id, id, 'computer', 'Fell', 'ticket', '2010-01-05' from loan;
  insert into household_move values ('household_gone', '2010-02-01', 'COM-56098'), ('household_here', '2010-02-01', 'COM-56098');
  insert into history (noun, noun_id, verb, happened_on, recorded_at, recorded_by, details) values
    ('Household', 'household_here', 'correctHousehold', '2010-01-05', now(), 'x', '{"sizeWas": 3, "communeWas": "COM-56098"}'),
    ('Household', 'household_here', 'assessEligibility', '2010-01-05', now(), 'x', '{"ground": "MINIMUM_BENEFIT", "expiresOn": "2011-01-05"}'),
    ('Household', 'household_here', 'moveHousehold', '2010-02-01', now(), 'x', '{"from": "COM-56098", "to": "COM-56121"}'),
    ('Loan', 'loan_here', 'requestLoan', '2010-01-04', now(), 'x', '{"commune": "COM-56121"}');
  insert into idempotency (owner, key, verb, digest, result, recorded_at)
    select 'x', 'key of ' || id, 'verb', 'digest', jsonb_build_object('it', jsonb_build_object('ids', array[id])), now()
    from (select id from loan union all select id from household union all select 'import_1:2:household') as made;
  insert into import_run (id, verb, file_name, digest, encoding, separator, ignored_columns, column_names, settings, is_dry_run,
      is_all_or_nothing, state, total, created, requested_by, requested_roles, requested_at, finished_at)
    values ('import_1', 'importHouseholds', 'f', repeat('0', 64), 'UTF-8', ';', '{}', '{}', '{}', false, false, 'DONE', 4, 4, 'x', '{}', now(), now());
  insert into import_line (run_id, number, last, draft_key, status, object_id)
    select 'import_1', row_number() over (order by id), 9, 'loan P', 'CREATED', id from loan;
  insert into import_origin select 'importHouseholds', 'of ' || id, id, 'digest' from (select id from loan union all select id from household) as made;`;

const NEW = ['0028-forgotten-whole', '0038-forgotten-imports'];

describe('An association that closed and erased before all of it was forgotten', () => {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await aDatabase();
    const before = Object.fromEntries(
      Object.entries(migrations).filter(([name]) => name < '0070' && !NEW.includes(name)),
    );
    await migrate(database.url, 'lending', before);
    client = new Client({ connectionString: database.url, options: '-c search_path=lending' });
    await client.connect();
    await client.query(BEFORE);
    await client.query(
      "update idempotency set key = 'import_1:2:household', result = '{}' where key like '%:household'",
    );
    await migrate(database.url, 'lending', migrations);
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it.each([
    ['words about loans', "select loan_id from loan_fault where problem <> '' order by 1", ['loan_here', 'loan_kept']],
    ['addresses', 'select id from household where email is not null', ['household_here']],
    ['moves', 'select household_id from household_move', ['household_here']],
    [
      'keys',
      'select key from idempotency order by 1',
      ['key of household_here', 'key of loan_here', 'key of loan_kept'],
    ],
    ['lines', 'select object_id from import_line order by 1', ['loan_here', 'loan_kept']],
    ['references of lines', 'select draft_key from import_line where draft_key is not null', []],
    [
      'origins',
      "select object_id || ' ' || digest from import_origin order by 1",
      ['household_here digest', 'household_kept ', 'loan_here digest', 'loan_kept '],
    ],
    [
      'what histories say',
      'select details::text from history order by id',
      ['{}', '{"expiresOn": "2011-01-05"}', '{}', '{"commune": "COM-56121"}'],
    ],
  ])('keeps of %s only those of who is still there', async (_what, sql, expected) => {
    const { rows } = await client.query<Record<string, string>>(sql);
    expect(rows.map((row) => Object.values(row)[0])).toEqual(expected);
  });
});
