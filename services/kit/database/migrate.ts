import { Migrator, type Migration } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { Logger, runMigrations as migrateJobs } from 'graphile-worker';
import { Client, Pool } from 'pg';
import type { SubgraphName } from '../subgraph.ts';
import { connectionOptions, queueSchemaOf, roleOf, surviving } from './database.ts';

/** A migration class under the name it is remembered by: `0001-first-year`. Names sort in the order they run. */
export type Migrations = Record<string, new (...args: ConstructorParameters<typeof Migration>) => Migration>;

/**
 * Brings one service's schema up to date, as the database's owner; idempotent and safe when several start at once.
 * The service's run-time role owns nothing in its schema but its job queue.
 */
export async function migrate(url: string, service: SubgraphName, migrations: Migrations): Promise<void> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  try {
    await owner.query("select pg_advisory_lock(hashtext('passerelle migration'))");
    await owner.query(prepare(service));
    await runMigrations(url, service, migrations);
    await owner.query(mayCreateSchemas('grant', 'to', service));
    await migrateQueue(url, service);
    await owner.query(mayCreateSchemas('revoke', 'from', service));
    await owner.query(grant(service));
  } finally {
    await owner.end();
  }
}

/** The job queue belongs to the service's role: its tables are closed to whoever does not own them. */
async function migrateQueue(url: string, service: SubgraphName): Promise<void> {
  const pool = surviving(new Pool({ connectionString: url, options: connectionOptions(service), max: 1 }));
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
    driverOptions: { options: `-c search_path=${service} -c timezone=UTC` },
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

// Roles belong to the whole server, so two databases migrating at once may both try to create one.
const prepare = (service: SubgraphName): string => `
  do $$ begin
    create role ${roleOf(service)} nologin;
  exception when duplicate_object or unique_violation then null; end $$;
  grant ${roleOf(service)} to current_user;
  create schema if not exists ${service};
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
  revoke insert, update, delete on ${service}.migration from ${roleOf(service)};`;

const SILENT = new Logger(() => () => {});
