import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { migrateInstance } from '../migrate.ts';
import type { DatabaseServer } from './open-server.ts';

/** Creates and migrates the database of each name; they take turns where it is quicker. */
export async function prepareDatabases(server: DatabaseServer, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await server.createDatabase(name);
    await migrateInstance(server.url(name));
  }
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
