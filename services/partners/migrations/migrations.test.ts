import pg from 'pg';
import { openDatabase } from '../../../packages/platform/database/database.ts';
import { migrate } from '../../../packages/platform/database/migrate.ts';
import { countedMeasures } from '../../../packages/figures/measures/measure.ts';
import { publishSlices } from '../../../packages/figures/replication/publish/publish-slices.ts';
import { restateRollups } from '../../../packages/figures/slices/restate-rollups.ts';
import { rollupDelta, writeDelta } from '../../../packages/figures/slices/rollup-delta.ts';
import { rollupDrift } from '../../../packages/figures/slices/rollup-drift.ts';
import type { Fact } from '../../../packages/figures/measures/fact.ts';
import { CONTRACT, digestOf } from '../../../packages/figures/slices/slice.ts';
import { aGateway } from '../../../packages/figures/testing/a-gateway.ts';
import { beginRun } from '../../../packages/figures/replication/install/this-install.ts';
import { aDatabase, aMigratedDatabase, letServicesIn } from '../../../packages/platform/testing/database.ts';
import { registerAssociation } from '../association/association.factory.ts';
import { approveInstall, enrolInstall, inviteInstall } from '../enrolment/install.factory.ts';
import { measures } from '../measures.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { aPartnersService, runSql } from '../testing/partners.ts';
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

const MARCH: Fact[] = [{ measure: 'funding', territory: 'DEP-56', programme: '*', member: '', value: 500 }];

/** What an association, and its hub, held of a month before anything was signed. */
const UNSIGNED = `
  insert into slice (association, period, revision, digest, contract, as_of, built_at)
  values ('defis', '2010-03', 3, '${digestOf(MARCH)}', ${CONTRACT}, '2011-06-01', '2011-06-01');
  insert into fact (association, period, territory, measure, programme, member, value)
  values ('defis', '2010-03', 'DEP-56', 'funding', '*', '', 500);
  insert into heard (association, as_of, received_at) values ('defis', '2011-06-01', '2011-06-01');`;

test('Figures that were told before anything was signed stay as they are, and are told again, signed', async () => {
  const hub = await aPartnersService({ association: null });
  const gateway = await aGateway({ ...hub, installs: new Map() });
  const { url, urlFor, drop } = await aDatabase();
  await migrate(url, 'partners', Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0050')));
  const old = new pg.Client({ connectionString: url, options: '-c search_path=partners' });
  await old.connect();
  await old.query(UNSIGNED);
  await old.query("insert into acknowledgement (association, period, revision) values ('defis', '2010-03', 3)");
  const byName = new Map(countedMeasures(measures).map((measure) => [measure.name, measure]));
  await writeDelta(old, 'defis', rollupDelta(byName, '2010-03', [{ facts: MARCH, on: '2010-03-31', sign: 1 }]));
  await old.end();
  await runSql(hub, UNSIGNED);
  await migrate(url, 'partners', migrations);
  await letServicesIn(url, urlFor);
  const database = await openDatabase({ url: urlFor('partners'), service: 'partners', entities: [Organisation] });
  try {
    const { pool } = database;
    expect(await restateRollups(pool, measures)).toBe(0);
    expect(await rollupDrift(pool, measures)).toEqual([]);
    const upstream = gateway.upstreamAs('defis');
    const { publicKey } = upstream.key;
    const { id: install, epoch } = await beginRun({ pool, clock: hub.clock, association: 'defis', publicKey });
    expect(epoch).toBe(1);
    const coordinator = hub.as('coordinator');
    await registerAssociation(coordinator, { id: 'defis' });
    const { code } = await inviteInstall(coordinator, { associationId: 'defis' });
    const instance = hub.as('instance', { association: 'defis' });
    const enrolled = await enrolInstall(instance, code, { install, key: upstream.key });
    await approveInstall(coordinator, enrolled.install.id);

    const publishing = { service: 'partners', association: 'defis', pool, clock: hub.clock, upstream } as const;
    const publish = () => publishSlices({ ...publishing, meetInstalls: async () => [] });
    expect(await publish()).toBe(1);
    const head = 'select epoch, revision, part, sealed, install, signature is not null as "isSigned" from slice';
    const signed = { epoch: 1, revision: 3, part: 0, sealed: false, install, isSigned: true };
    expect(await runSql(hub, head)).toEqual([signed]);
    expect(await runSql(hub, 'select territory, measure, programme, member, value::int from fact')).toEqual(MARCH);
    expect((await pool.query('select hub, revision, refusal from acknowledgement')).rows).toEqual([
      { hub: upstream.url, revision: 3, refusal: null },
    ]);
    expect(await publish()).toBe(0);
  } finally {
    await database.close();
    await drop();
    await gateway.close();
    await hub.close();
  }
});
