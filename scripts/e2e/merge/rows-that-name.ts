import { Client } from 'pg';
import { SUBGRAPH_NAMES } from '../../../packages/platform/peers/subgraph.ts';

const TEXT = `
  select table_schema || '.' || table_name || '.' || column_name as name,
         format('select exists (select from %I.%I where %I::text like $1) as found', table_schema, table_name, column_name) as sql
    from information_schema.columns
   where table_schema = any($1) and data_type in ('text', 'jsonb', 'json', 'ARRAY') order by name`;

/** What is kept of requests for a while only. */
const FORGOTTEN = /\.(idempotency|import_line)\./;

/** Each column of an instance's services in which a word stands somewhere. */
export async function rowsThatName(databaseUrl: string, word: string): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; sql: string }>(TEXT, [SUBGRAPH_NAMES]);
    const found: string[] = [];
    for (const { name, sql } of rows) {
      const { rows: answer } = await client.query<{ found: boolean }>(sql, [`%${word}%`]);
      if (answer[0]!.found && !FORGOTTEN.test(name)) found.push(name);
    }
    return found;
  } finally {
    await client.end();
  }
}
