import { Client } from 'pg';
import { refuseOldServer } from '../../packages/platform/database/server-version.ts';
import { unreachable } from '../../packages/platform/database/unreachable.ts';

/** A role as the server that `DATABASE_URL` names knows it. */
interface Rights {
  name: string;
  isSuper: boolean;
  mayCreateDatabases: boolean;
  mayCreateRoles: boolean;
  /** How many connections the server has for everybody. */
  connections: number;
}

const RIGHTS = `select rolname as name, rolsuper as "isSuper", rolcreatedb as "mayCreateDatabases", rolcreaterole as "mayCreateRoles",
  current_setting('max_connections')::int as connections from pg_roles where rolname = current_user`;

/** Sixteen services open some 150 while the sample years are entered; a PostgreSQL that nobody has set has a hundred. */
const CONNECTIONS = 200;

/**
 * Asks the server at an address whether a start can do there what it has to. Throws a sentence that names `DATABASE_URL`, the
 * host and what is missing, and never the password.
 */
export async function checkServer(address: string, connections = CONNECTIONS): Promise<void> {
  const client = new Client({ connectionString: address });
  await client.connect().catch((error: unknown) => {
    throw unreachable('DATABASE_URL', address, error);
  });
  try {
    await refuseOldServer(client, 'DATABASE_URL', address);
    const { rows } = await client.query<Rights>(RIGHTS);
    const { host } = new URL(address);
    const missing = missingOf(rows[0]!);
    if (missing)
      throw new Error(
        `DATABASE_URL: "${rows[0]!.name}" may not do all that a start does at ${host}. Let a superuser say there: ` +
          `alter role "${rows[0]!.name}" ${missing};`,
      );
    if (rows[0]!.connections < connections)
      throw new Error(
        `DATABASE_URL: the PostgreSQL at ${host} has ${rows[0]!.connections} connections, too few for a hub and three associations. ` +
          `Let a superuser say there: alter system set max_connections = ${connections}; and restart it.`,
      );
  } finally {
    await client.end();
  }
}

function missingOf({ isSuper, mayCreateDatabases, mayCreateRoles }: Rights): string {
  if (isSuper) return '';
  return [!mayCreateDatabases && 'createdb', !mayCreateRoles && 'createrole'].filter(Boolean).join(' ');
}
