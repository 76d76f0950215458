import { Client } from 'pg';
import { markTriggerSql } from './mark-trigger.ts';
import { aToy, type Toy } from '../testing/a-toy.ts';

describe('The mark of a change', () => {
  let toy: Toy;
  beforeAll(async () => {
    toy = await aToy();
    const owner = new Client({ connectionString: toy.url, options: '-c search_path=lending' });
    await owner.connect();
    await owner.query(`
      create table sitting (id int primary key, held_on date, notes jsonb);
      create table seat (id int primary key, sitting_id int);
      alter table sitting enable row level security;
      create policy mine on sitting using (current_setting('app.roles', true) = 'trainer');
      grant select, insert, update, delete on sitting, seat to passerelle_lending;
      insert into sitting values (1, '2011-03-05'), (2, null);
      ${markTriggerSql({ table: 'seat', from: '(select held_on from sitting s where s.id = changed.sitting_id)' }).join(';')};
      ${markTriggerSql({ table: 'sitting', from: 'changed.held_on' }).join(';')}`);
    await owner.end();
  });
  afterEach(() => toy.reset());
  afterAll(() => toy.close());

  const sql = (text: string) => toy.database.pool.query(text);
  const marks = async () =>
    (await sql('select from_month, to_month from dirty order by id')).rows.map(
      ({ from_month, to_month }) => `${from_month} ${to_month ?? 'open'}`,
    );

  it('is that of both months when a day is corrected, and once for any number of rows', async () => {
    await sql(`insert into toy_mending (mended_on) select date '2011-03-01' + i % 30 from generate_series(1, 1000) i`);
    expect(await marks()).toEqual(['2011-03-01 2011-03-01']);
    await sql('delete from dirty');
    await sql("update toy_mending set mended_on = '2011-05-02' where mended_on = '2011-03-04'");
    expect((await marks()).sort()).toEqual(['2011-03-01 2011-03-01', '2011-05-01 2011-05-01']);
  });

  it('stays open with what it marks', async () => {
    await sql("insert into toy_loan (household, from_on) values ('a', '2011-03-14')");
    expect(await marks()).toEqual(['2011-03-01 open']);
  });

  it('is left by a deletion, and undone with it', async () => {
    await sql("insert into toy_mending (mended_on) values ('2011-03-14')");
    await sql('delete from dirty');
    await sql('begin; delete from toy_mending; rollback');
    expect(await marks()).toEqual([]);
    await sql('delete from toy_mending');
    expect(await marks()).toEqual(['2011-03-01 2011-03-01']);
  });

  it('is of no month while the row counts nowhere', async () => {
    await sql('insert into seat values (2, 2)');
    expect(await marks()).toEqual([]);
  });

  it('is found through rows that the writer may not see', async () => {
    expect((await sql('select * from sitting')).rows).toEqual([]);
    await sql('insert into seat values (1, 1)');
    expect(await marks()).toEqual(['2011-03-01 2011-03-01']);
  });
});
