import type { Client } from 'pg';

/** The first PostgreSQL whose memberships say what they are for, which the services' logins stand on. */
const OLDEST = 16;

/** Throws a sentence when the server that a variable names is too old. */
export async function refuseOldServer(
  client: Client,
  variable: string,
  address: string,
  oldest = OLDEST,
): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    `select current_setting('server_version_num')::int / 10000 as version`,
  );
  const { version } = rows[0]!;
  if (version < oldest)
    throw new Error(
      `${variable}: at ${new URL(address).host} is PostgreSQL ${version}, which is too old: ${oldest} or newer will do.`,
    );
}
