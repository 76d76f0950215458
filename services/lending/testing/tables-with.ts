import type { LendingUnderTest } from './a-lending.ts';
import { query } from './run-job.ts';

/** The tables of lending that have a row in which every one of these texts stands, in whatever column. */
export async function tablesWith(
  lending: Pick<LendingUnderTest, 'databaseUrl'>,
  ...texts: readonly string[]
): Promise<string[]> {
  const tables = await query<{ name: string }>(
    lending,
    `select table_name as name from information_schema.tables where table_schema = 'lending' and table_type = 'BASE TABLE'`,
  );
  const each = tables.map(
    ({ name }) =>
      `select '${name}' as name where exists (select from lending."${name}" as row where row::text like all ($1))`,
  );
  const found = await query<{ name: string }>(lending, each.join(' union all '), [texts.map((text) => `%${text}%`)]);
  return found.map(({ name }) => name).toSorted();
}

/** The digests of requests that answered with something of this id; throws when there are none. */
export async function digestsOf(lending: Pick<LendingUnderTest, 'databaseUrl'>, id: string): Promise<string[]> {
  const rows = await query<{ digest: string }>(
    lending,
    'select digest from lending.idempotency where result::text like $1',
    [`%${id}%`],
  );
  if (rows.length === 0) throw new Error(`No request answered with ${id}`);
  return rows.map(({ digest }) => digest);
}
