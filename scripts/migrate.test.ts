import { Client } from 'pg';
import { createDatabase } from '../packages/platform/database/embedded-cluster.ts';
import { openDatabase } from '../packages/platform/database/database.ts';
import { newLogins } from '../packages/platform/database/logins.ts';
import { aDatabase, type TestDatabase } from '../packages/platform/testing/database.ts';
import { SUBGRAPH_NAMES } from '../packages/platform/peers/subgraph.ts';
import { Loan } from '../services/lending/loan/loan.entity.ts';
import { migrateInstance } from './migrate.ts';

const NOT_HANDED_OVER = `
  select n.nspname || '.' || relname as name, pg_get_userbyid(relowner) as owner from pg_class c join pg_namespace n on n.oid = relnamespace
   where nspname = any($1) and relkind in ('r', 'v', 'S') and relowner <> 'passerelle_owner'::regrole
  union all
  select n.nspname || '.' || proname, pg_get_userbyid(proowner) from pg_proc p join pg_namespace n on n.oid = pronamespace
   where nspname = any($1) and proowner <> 'passerelle_owner'::regrole
     and not exists (select from pg_depend where objid = p.oid and deptype = 'e')`;

/** What belonged to whoever migrated, before there was a role for it. */
const AS_IT_WAS = `
  do $$ declare object text; begin
    for object in select format('table %s', oid::regclass) from pg_class
                   where relnamespace = any('{inventory,lending,training,partners}'::regnamespace[]) and relkind = 'r'
                  union all select format('routine %s', oid::regprocedure) from pg_proc
                   where pronamespace = any('{inventory,lending,training,partners}'::regnamespace[])
    loop execute format('alter %s owner to postgres', object); end loop;
  end $$;
  alter view partners.role_held owner to postgres; alter schema lending owner to postgres`;

let database: TestDatabase;
let admin: Client;
beforeAll(async () => {
  database = await aDatabase();
  admin = new Client({ connectionString: database.url });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

test('What a superuser made belongs to nobody who logs in, also what one made before', async () => {
  await migrateInstance(database.url, newLogins(database.url));
  expect((await admin.query(NOT_HANDED_OVER, [SUBGRAPH_NAMES])).rows).toEqual([]);
  await admin.query(AS_IT_WAS);
  expect((await admin.query(NOT_HANDED_OVER, [SUBGRAPH_NAMES])).rowCount).toBeGreaterThan(100);
  const logins = newLogins(database.url);
  await migrateInstance(database.url, logins);
  expect((await admin.query(NOT_HANDED_OVER, [SUBGRAPH_NAMES])).rows).toEqual([]);
  await (await openDatabase({ url: logins.lending, service: 'lending', entities: [Loan] })).close();
});

test('A user who may create databases and roles, and nothing else, is enough', async () => {
  const user = `${new URL(database.url).pathname.slice(1)}_user`;
  const url = new URL(database.url);
  [url.username, url.password, url.pathname] = [user, 'pw', '/postgres'];
  // A server of its own would have no roles yet; here they are another's, who has to hand them on.
  await admin.query(`create role ${user} login createdb createrole password 'pw'`);
  await admin.query(
    `grant passerelle_owner, passerelle_inventory, passerelle_lending, passerelle_training, passerelle_partners to ${user} with admin option`,
  );
  try {
    await createDatabase(url.href, user);
    url.pathname = user;
    const logins = newLogins(url.href);
    await migrateInstance(url.href, logins);
    const { pool, close } = await openDatabase({ url: logins.lending, service: 'lending', entities: [Loan] });
    expect((await pool.query('select from lending.loan')).rowCount).toBe(0);
    await pool.query("select lending_jobs.add_job('build')");
    await close();
    await migrateInstance(url.href, logins);
  } finally {
    await admin.query(`drop database if exists ${user}`);
    for (const service of SUBGRAPH_NAMES) await admin.query(`drop role if exists ${service}_of_${user}`);
    await admin.query(`drop role ${user}`);
  }
});
