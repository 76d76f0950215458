import pg from 'pg';
import { migrate } from '../../../packages/platform/database/migrate.ts';
import { aDatabase, type TestDatabase } from '../../../packages/platform/testing/database.ts';
import { migrations } from './migrations.ts';

const FIRST_YEAR = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0010'));

/** A person with a completed visa and another with two open ones, as the first year allowed; ten hours in two sessions. */
const FIRST_ROWS = `
  insert into session (id, kind, mode, commune, staff_commune, theme, state, scheduled_on, held_on, minutes, seats, staff_count, accessibility)
  select id, 'INDIVIDUAL', 'REMOTE', 'COM-56121', 'COM-56121', 'OTHER', 'HELD', day::date, day::date, 300, 1, 1, '{}'
    from (values ('session_1', '2011-02-02'), ('session_2', '2011-02-03'), ('session_3', '2011-03-03')) as held(id, day);
  insert into attendance (id, session_id, person_id, status, minutes)
  values ('attendance_1', 'session_1', 'person_1', 'SEEN', 300),
         ('attendance_2', 'session_2', 'person_1', 'SEEN', 300),
         ('attendance_3', 'session_3', 'person_1', 'SEEN', 300);
  insert into visa (id, person_id, programme_id, commune, state, amount_cents, issued_on, started_on, completed_on)
  values ('visa_1', 'person_1', 'visa-internet-bretagne', 'COM-56121', 'COMPLETED', 10000, '2011-02-01', '2011-02-02', '2011-02-04'),
         ('visa_2', 'person_2', 'visa-internet-bretagne', 'COM-56121', 'STARTED', 10000, '2011-02-01', '2011-02-02', null),
         ('visa_3', 'person_2', 'ordi-2-0', 'COM-56121', 'ISSUED', 10000, '2011-02-03', null, null);`;

/** Two merges, each named by the id given up; the second one's other person was merged on. */
const MERGES = `
  insert into history (noun, noun_id, verb, happened_on, recorded_at, recorded_by, details)
  select 'Attendance', id, 'repointPerson', '2011-05-01', now(), 'system', jsonb_build_object('mergeId', merge)
    from (values ('attendance_1', 'person_8'), ('attendance_2', 'person_8'), ('attendance_2', 'person_9'), ('attendance_3', 'a merge'))
      as merged (id, merge);`;

describe('A database of the first year', () => {
  let database: TestDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    database = await aDatabase();
    await migrate(database.url, 'training', FIRST_YEAR);
    client = new pg.Client({ connectionString: database.url, options: '-c search_path=training' });
    await client.connect();
    await client.query(FIRST_ROWS);
    await client.query(MERGES);
    await migrate(database.url, 'training', migrations);
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });
  const read = async (sql: string): Promise<unknown[]> => (await client.query(sql)).rows;

  it('keeps each visa, its hours and the day of its last step', async () => {
    expect(await read('select id, state, minutes_needed, moved_on::text, merge_id from visa order by id')).toEqual([
      { id: 'visa_1', state: 'COMPLETED', minutes_needed: 600, moved_on: '2011-02-04', merge_id: null },
      { id: 'visa_2', state: 'STARTED', minutes_needed: 600, moved_on: '2011-02-02', merge_id: null },
      { id: 'visa_3', state: 'ISSUED', minutes_needed: 600, moved_on: '2011-02-03', merge_id: 'several programmes' },
    ]);
    expect(await read('select visa_id, attendance_id from visa_attendance order by attendance_id')).toEqual([
      { visa_id: 'visa_1', attendance_id: 'attendance_1' },
      { visa_id: 'visa_1', attendance_id: 'attendance_2' },
    ]);
  });

  it('knows who was known as two', async () => {
    expect(await read('select id, kept_id, merged_on::text from person_alias order by id')).toEqual([
      { id: 'person_8', kept_id: 'person_1', merged_on: '2011-05-01' },
      { id: 'person_9', kept_id: 'person_1', merged_on: '2011-05-01' },
    ]);
  });

  it('counts a visa anew when the Region pays it', async () => {
    await client.query('delete from dirty');
    await client.query("update visa set state = 'PAID', paid_on = '2011-05-05' where id = 'visa_1'");
    expect(await read('select distinct to_month::text from dirty order by 1')).toContainEqual({
      to_month: '2011-05-01',
    });
  });
});
