import { Client } from 'pg';
import { unreachable } from '../../services/kit/database/unreachable.ts';

/** A role as the server that `DATABASE_URL` names knows it. */
interface Rights {
  name: string;
  isSuper: boolean;
  mayCreateDatabases: boolean;
  mayCreateRoles: boolean;
}

const RIGHTS = `select rolname as name, rolsuper as "isSuper", rolcreatedb as "mayCreateDatabases",
  rolcreaterole as "mayCreateRoles" from pg_roles where rolname = current_user`;

/**
 * Asks the server at an address whether a start can do there what it has to. Throws a sentence that names `DATABASE_URL`, the
 * host and what is missing, and never the password.
 */
export async function checkServer(address: string): Promise<void> {
  const client = new Client({ connectionString: address });
  await client.connect().catch((error: unknown) => {
    throw unreachable('DATABASE_URL', address, error);
  });
  try {
    const { rows } = await client.query<Rights>(RIGHTS);
    const missing = missingOf(rows[0]!);
    if (missing)
      throw new Error(
        `DATABASE_URL: "${rows[0]!.name}" may not do all that a start does at ${new URL(address).host}. Let a superuser say there: ` +
          `alter role "${rows[0]!.name}" ${missing};`,
      );
  } finally {
    await client.end();
  }
}

function missingOf({ isSuper, mayCreateDatabases, mayCreateRoles }: Rights): string {
  if (isSuper) return '';
  return [!mayCreateDatabases && 'createdb', !mayCreateRoles && 'createrole'].filter(Boolean).join(' ');
}
