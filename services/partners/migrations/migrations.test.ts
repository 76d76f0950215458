import pg from 'pg';
import { migrate } from '../../kit/database/migrate.ts';
import { aMigratedDatabase } from '../../kit/testing/database.ts';
import { migrations } from './migrations.ts';

const FIRST_YEAR = `
  insert into organisation values ('RNA-W561000001', 'Emmaüs', null, 'W561000001', 'ASSOCIATION', 'COM-56121', '{DONOR,FUNDER}', '2010-05-01');
  insert into association values ('defis', 'Défis', null, null, 'COM-56121', '{DEP-56,DEP-29}', '2007-01-01', null, false);
  insert into agreement values ('agreement_1', 'RNA-W561000001', null, 'Convention', 'FUNDING', '2011-01-01', '2011-01-10',
    '2011-01-01', '2011-12-31', null, null, 100000);
  insert into instalment values ('instalment_1', 'agreement_1', 1, '2011-03-31', 60000, '2011-04-01', 50000, 'COM-56121');
  insert into instalment values ('instalment_2', 'agreement_1', 2, '2011-09-30', 40000, null, null, null);`;

const KEPT = `select
  (select json_agg(r order by role) from (select role, since, until from organisation_role) r) as roles,
  (select json_agg(c) from (select association_id, since, covers from association_coverage) c) as coverage,
  (select json_agg(t) from (select version, agreed_on, amount_cents, instalments, targets, reason from agreement_terms) t) as terms,
  (select json_agg(e) from (select instalment_id, received_on, cents, reverses from receipt) e) as ledger`;

test('What was entered before is kept: roles, territories, terms and money received', async () => {
  const first = { '0001-first-year': migrations['0001-first-year']! };
  const database = await aMigratedDatabase('partners_first_year', (url) => migrate(url, 'partners', first));
  const client = new pg.Client({ connectionString: database.url, options: '-c search_path=partners' });
  await client.connect();
  try {
    await client.query(FIRST_YEAR);
    await migrate(database.url, 'partners', migrations);
    expect((await client.query(KEPT)).rows).toEqual([
      {
        roles: [
          { role: 'DONOR', since: '2010-05-01', until: null },
          { role: 'FUNDER', since: '2010-05-01', until: null },
        ],
        coverage: [{ association_id: 'defis', since: '2007-01-01', covers: ['DEP-56', 'DEP-29'] }],
        terms: [
          {
            version: 1,
            agreed_on: '2011-01-01',
            amount_cents: 100_000,
            instalments: [
              { dueOn: '2011-03-31', amountCents: 60_000 },
              { dueOn: '2011-09-30', amountCents: 40_000 },
            ],
            targets: [],
            reason: null,
          },
        ],
        ledger: [{ instalment_id: 'instalment_1', received_on: '2011-04-01', cents: 50_000, reverses: null }],
      },
    ]);
  } finally {
    await client.end();
    await database.drop();
  }
});
