import pg from 'pg';
import { migrate } from '../../../packages/platform/database/migrate.ts';
import { aDatabase, type TestDatabase } from '../../../packages/platform/testing/database.ts';
import { fold } from '../computer/standing.rules.ts';
import { migrations } from './migrations.ts';

const FIRST_YEAR = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0010'));
const DONATION = 'donation_01h455vb4pex5vsknk084sn02q';
const READY = 'computer_01h455vb4pex5vsknk084sn02a';
const FAILED = 'computer_01h455vb4pex5vsknk084sn02b';
const erasure = (last: string) => `erasure_01h455vb4pex5vsknk084sn0${last}`;

/** A database of the first year: a machine that is READY again after a loan, and one whose erasure failed. */
const FIRST_ROWS = `
  insert into donation (id, donor_id, state, announced_machines, offered_on, accepted_on, picked_up_on)
  values ('${DONATION}', 'SIRET-77562000200017', 'PICKED_UP', 2, '2011-01-03', '2011-01-04', '2011-01-05');
  insert into computer (id, donation_id, donor_id, label, serial, kind, processing, custody, grade, is_destruction_due, erased_on, moved_on)
  values ('${READY}', '${DONATION}', 'SIRET-77562000200017', 'DEF-1', 'SN-1', 'DESKTOP', 'READY', 'IN_STOCK', 'B', false, '2011-03-02', '2011-03-03'),
         ('${FAILED}', '${DONATION}', 'SIRET-77562000200017', 'DEF-2', null, 'LAPTOP', 'TRIAGED', 'IN_STOCK', null, true, null, '2011-01-11');
  insert into erasure (id, computer_id, method, standard, tool, is_success, storage_serial, performed_on)
  values ('${erasure('2c')}', '${READY}', 'CLEAR', 'NIST SP 800-88', 'nwipe', true, 'WD-1', '2011-01-11'),
         ('${erasure('2d')}', '${READY}', 'DESTROY', 'NIST SP 800-88', 'press', true, null, '2011-01-11'),
         ('${erasure('2e')}', '${READY}', 'CLEAR', 'NIST SP 800-88', 'nwipe', true, 'wd-1', '2011-03-02'),
         ('${erasure('2f')}', '${FAILED}', 'CLEAR', 'NIST SP 800-88', 'nwipe', false, null, '2011-01-11');
  insert into repair_ticket (id, computer_id, problem, opened_on, resolved_on, outcome, minutes, parts_cents)
  values ('repair_1', '${READY}', 'No picture', '2011-01-15', '2011-01-16', 'REPAIRED', 5, 100);
  insert into history (noun, noun_id, verb, happened_on, recorded_at, recorded_by, details)
  select 'Computer', id, verb, day::date, now(), 'staff:1', details::jsonb from (values
    ('${READY}', 'registerComputer', '2011-01-06', '{}'),
    ('${READY}', 'triageComputer', '2011-01-10', '{"outcome": "REFURBISH"}'),
    ('${READY}', 'recordErasure', '2011-01-11', '{"method": "CLEAR", "succeeded": true}'),
    ('${READY}', 'refurbishComputer', '2011-01-12', '{"grade": "A", "testsPassed": true}'),
    ('${READY}', 'takeOutComputer', '2011-01-20', '{"loanId": "loan_1"}'),
    ('${READY}', 'takeBackComputer', '2011-03-01', '{"loanId": "loan_1", "ending": "WORKING"}'),
    ('${READY}', 'recordErasure', '2011-03-02', '{"method": "CLEAR", "succeeded": true}'),
    ('${READY}', 'refurbishComputer', '2011-03-03', '{"grade": "B", "testsPassed": true}'),
    ('${FAILED}', 'registerComputer', '2011-01-06', '{}'),
    ('${FAILED}', 'triageComputer', '2011-01-10', '{"outcome": "REFURBISH"}'),
    ('${FAILED}', 'recordErasure', '2011-01-11', '{"method": "CLEAR", "succeeded": false}')
  ) as step (id, verb, day, details)`;

describe('A database of the first year', () => {
  let database: TestDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    database = await aDatabase();
    await migrate(database.url, 'inventory', FIRST_YEAR);
    client = new pg.Client({
      connectionString: database.url,
      options: '-c search_path=inventory -c datestyle=ISO',
      types: {
        getTypeParser: (oid: number) => (oid === pg.types.builtins.DATE ? String : pg.types.getTypeParser(oid)),
      },
    });
    await client.connect();
    await client.query(FIRST_ROWS);
    await migrate(database.url, 'inventory', migrations);
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const rows = async (query: string) => (await client.query<Record<string, unknown>>(query)).rows;

  it('names its machines', async () => {
    expect(await rows('select computer_id, kind, value, since, added_by from alias order by computer_id, id')).toEqual([
      { computer_id: READY, kind: 'LABEL', value: 'DEF-1', since: '2011-01-06', added_by: 'system' },
      { computer_id: READY, kind: 'SERIAL', value: 'SN-1', since: '2011-01-06', added_by: 'system' },
      { computer_id: FAILED, kind: 'LABEL', value: 'DEF-2', since: '2011-01-06', added_by: 'system' },
    ]);
  });

  it('knows the storages that its proofs speak of', async () => {
    const read = 'select computer_id, serial, erased_on, is_destruction_due, fate from storage order by id';
    expect(await rows(read)).toEqual([
      { computer_id: READY, serial: 'wd-1', erased_on: '2011-03-02', is_destruction_due: false, fate: null },
      { computer_id: READY, serial: null, erased_on: '2011-01-11', is_destruction_due: false, fate: 'DESTROYED' },
      { computer_id: FAILED, serial: null, erased_on: null, is_destruction_due: true, fate: null },
    ]);
    const proofs = await rows('select right(storage_id, 2) as storage, operator from erasure order by id');
    expect(proofs.map(({ storage }) => storage)).toEqual(['2c', '2d', '2c', '2f']);
    expect(new Set(proofs.map(({ operator }) => operator))).toEqual(new Set(['staff:1']));
  });

  it('tells where its machines stood', async () => {
    const stood = async (id: string, day?: string) => {
      const { rows: steps } = await client.query<{ happenedOn: string; details: Record<string, unknown> }>(
        'select happened_on as "happenedOn", details from history where noun_id = $1 order by id',
        [id],
      );
      return fold(steps, day);
    };
    expect(await stood(READY, '2011-01-05')).toEqual({ processing: 'COLLECTED', custody: 'IN_STOCK', grade: null });
    expect(await stood(READY, '2011-02-01')).toEqual({ processing: 'READY', custody: 'ON_LOAN', grade: 'A' });
    expect(await stood(READY)).toEqual({ processing: 'READY', custody: 'IN_STOCK', grade: 'B' });
    expect(await stood(FAILED)).toEqual({ processing: 'TRIAGED', custody: 'IN_STOCK', grade: null });
  });

  it('keeps its repairs', async () => {
    expect(await rows('select state, moved_on from repair_ticket')).toEqual([
      { state: 'RESOLVED', moved_on: '2011-01-16' },
    ]);
  });
});
