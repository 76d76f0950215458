import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { giveLogin, loginOf, loginUrl, type Logins } from '../database/logins.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from '../peers/subgraph.ts';
import { readTestEnvironment } from './env.ts';

const PASSWORD = 'for tests';

/** A database of one test's own. */
export interface TestDatabase {
  /** The superuser's URL. */
  url: string;
  /** The URL that a service is given: its own login of this database. */
  urlFor(service: SubgraphName): string;
  /** The same of all four services. */
  logins: Logins;
  /** Ends every session on it and drops it. */
  drop(): Promise<void>;
}

/** Creates a database, empty or as a copy of a template (about 50 ms), with the logins of the schemas that it then has. */
export async function aDatabase(template = 'template1'): Promise<TestDatabase> {
  const name = `test_${readTestEnvironment().run}_${randomBytes(6).toString('hex')}`;
  await onServer((client) => create(client, name, template));
  const url = urlOf(name);
  const urlFor = (service: SubgraphName): string => loginUrl(url, service, PASSWORD);
  if (template !== 'template1') await letServicesIn(url, urlFor);
  const logins = Object.fromEntries(SUBGRAPH_NAMES.map((service) => [service, urlFor(service)])) as Logins;
  return { url, urlFor, logins, drop: () => onServer((client) => dropWithLogins(client, name)) };
}

/** Gives each schema's service its login. */
export async function letServicesIn(url: string, urlFor: TestDatabase['urlFor']): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>('select nspname as name from pg_namespace');
  for (const service of SUBGRAPH_NAMES.filter((each) => rows.some(({ name }) => name === each)))
    await giveLogin(client, service, urlFor(service));
  await client.end();
}

/**
 * Creates a database that `migrate` has prepared. It runs once per run and `name`, whichever worker comes first;
 * it must close its connections. The others copy the result.
 */
export async function aMigratedDatabase(name: string, migrate: (url: string) => Promise<void>): Promise<TestDatabase> {
  const template = `tpl_${readTestEnvironment().run}_${name}`;
  await onServer(async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [template]);
    if (!(await isReady(client, template))) await prepare(client, template, migrate);
  });
  return aDatabase(template);
}

/** Drops what this run left on a server that outlives it. */
export function dropDatabasesOfRun(): Promise<void> {
  const names = `^(test|tpl)_${readTestEnvironment().run}_`;
  return onServer(async (client) => {
    const { rows } = await client.query<{ datname: string }>('select datname from pg_database where datname ~ $1', [
      names,
    ]);
    for (const { datname } of rows) await dropWithLogins(client, datname);
  });
}

/** The mark of a template means that its migration went through: a half-made one has none and is made again. */
async function isReady(client: Client, template: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_database where datname = $1 and datistemplate', [template]);
  return rowCount === 1;
}

async function prepare(client: Client, template: string, migrate: (url: string) => Promise<void>): Promise<void> {
  await drop(client, template);
  await create(client, template, 'template1');
  await migrate(urlOf(template));
  await client.query(`alter database ${escapeIdentifier(template)} is_template true`);
}

async function create(client: Client, name: string, template: string): Promise<void> {
  await client.query(`create database ${escapeIdentifier(name)} template ${escapeIdentifier(template)}`);
}

async function drop(client: Client, name: string): Promise<void> {
  const database = escapeIdentifier(name);
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (rowCount === 0) return;
  await client.query(`alter database ${database} is_template false`);
  await client.query(`drop database if exists ${database} with (force)`);
}

async function dropWithLogins(client: Client, name: string): Promise<void> {
  await drop(client, name);
  for (const service of SUBGRAPH_NAMES)
    await client.query(`drop role if exists ${escapeIdentifier(loginOf(service, name))}`);
}

function urlOf(name: string): string {
  const url = new URL(readTestEnvironment().clusterUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

async function onServer<T>(use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: readTestEnvironment().clusterUrl });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
