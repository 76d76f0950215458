import { Migrator, type Migration } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { Logger, runMigrations as migrateJobs } from 'graphile-worker';
import { Client, Pool } from 'pg';
import type { SubgraphName } from '../peers/subgraph.ts';
import { connectionOptions, queueSchemaOf, surviving } from './database.ts';
import { handOverSql } from './hand-over.ts';
import { createRoles, OWNER_ROLE, roleOf } from './roles.ts';

/** A migration class under the name it is remembered by: `0001-first-year`. Names sort in the order they run. */
export type Migrations = Record<string, new (...args: ConstructorParameters<typeof Migration>) => Migration>;

/**
 * Brings one service's schema up to date; idempotent and safe when several start at once. The address is that of whoever owns
 * the database and may create roles. What is made belongs to `passerelle_owner`, and the job queue to the service's role.
 */
export async function migrate(url: string, service: SubgraphName, migrations: Migrations): Promise<void> {
  await createRoles(url, [service]);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('passerelle migration'))");
    await client.query(prepare(service));
    await client.query(handOverSql(service));
    await runMigrations(url, service, migrations);
    await client.query(mayCreateSchemas('grant', 'to', service));
    await migrateQueue(url, service);
    await client.query(mayCreateSchemas('revoke', 'from', service));
    await client.query(grant(service));
  } finally {
    await client.end();
  }
}

/** The job queue belongs to the service's role: its tables are closed to whoever does not own them. */
async function migrateQueue(url: string, service: SubgraphName): Promise<void> {
  const options = `-c role=${roleOf(service)} ${connectionOptions(service)}`;
  const pool = surviving(new Pool({ connectionString: url, options, max: 1 }));
  try {
    await migrateJobs({ pgPool: pool, schema: queueSchemaOf(service), logger: SILENT });
  } finally {
    await pool.end();
  }
}

async function runMigrations(url: string, service: SubgraphName, migrations: Migrations): Promise<void> {
  const orm = await MikroORM.init({
    clientUrl: url,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    driverOptions: { options: `-c role=${OWNER_ROLE} ${connectionOptions(service)}` },
    schema: service,
    logger: () => {},
    migrations: {
      schema: service,
      tableName: 'migration',
      snapshot: false,
      migrationsList: Object.entries(migrations).map(([name, migration]) => ({ name, class: migration })),
    },
  });
  try {
    await orm.migrator.up();
  } finally {
    await orm.close(true);
  }
}

const prepare = (service: SubgraphName): string => `
  do $$ begin
    execute format('grant create on database %I to ${OWNER_ROLE}', current_database());
  end $$;
  create schema if not exists ${service} authorization ${OWNER_ROLE};
  create schema if not exists ${queueSchemaOf(service)} authorization ${roleOf(service)};`;

// The queue's library asks to create its schema even where it exists, which PostgreSQL allows to whoever might.
const mayCreateSchemas = (verb: 'grant' | 'revoke', preposition: 'to' | 'from', service: SubgraphName): string => `
  do $$ begin
    execute format('${verb} create on database %I ${preposition} ${roleOf(service)}', current_database());
  end $$;`;

const grant = (service: SubgraphName): string => `
  grant usage on schema ${service} to ${roleOf(service)};
  grant select, insert, update, delete on all tables in schema ${service} to ${roleOf(service)};
  grant usage on all sequences in schema ${service} to ${roleOf(service)};
  revoke insert, update, delete on ${service}.migration from ${roleOf(service)};
  do $$ declare kept regclass; begin
    for kept in select tgrelid::regclass from pg_trigger join pg_class on pg_class.oid = tgrelid
                 where tgname = 'append_only' and relnamespace = '${service}'::regnamespace
    loop execute format('revoke update, delete on %s from ${roleOf(service)}', kept); end loop;
  end $$;`;

const SILENT = new Logger(() => () => {});
