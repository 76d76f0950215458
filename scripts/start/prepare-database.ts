import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { type Logins, newLogins } from '../../packages/platform/database/logins.ts';
import { migrateInstance } from '../migrate.ts';
import type { DatabaseServer } from './open-server.ts';

/** Creates and migrates the database of each name, one after the other. Gives the services' logins of each, made anew. */
export async function prepareDatabases(server: DatabaseServer, names: readonly string[]): Promise<Map<string, Logins>> {
  const logins = new Map<string, Logins>();
  for (const name of names) {
    await server.createDatabase(name);
    const own = newLogins(server.url(name));
    await migrateInstance(server.url(name), own);
    logins.set(name, own);
  }
  return logins;
}

/** What a start noted on a database: its comment, so that it goes wherever the database goes. */
export async function readNote(server: DatabaseServer, name: string): Promise<string | null> {
  const [row] = await query<{ note: string | null }>(
    server.url(name),
    `select shobj_description(oid, 'pg_database') as note from pg_database where datname = current_database()`,
  );
  return row?.note ?? null;
}

export async function writeNote(server: DatabaseServer, name: string, note: string): Promise<void> {
  await query(server.url(name), `comment on database ${escapeIdentifier(name)} is ${escapeLiteral(note)}`);
}

async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}
