import { Client, escapeLiteral } from 'pg';
import type { SubgraphName } from '../peers/subgraph.ts';
import { refuseOldServer } from './server-version.ts';
import { unreachable } from './unreachable.ts';

/** The role that owns every table and function. Nobody logs in as it: migrations take it on. */
export const OWNER_ROLE = 'passerelle_owner';

/** The role that holds what a service may do, in whichever database; the service's own login is a member of it. */
export const roleOf = (service: SubgraphName): string => `passerelle_${service}`;

/** Makes the roles that a schema, or a backup of it, names; they belong to the whole server. Does nothing where they exist. */
export async function createRoles(url: string, services: readonly SubgraphName[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect().catch((error: unknown) => {
    throw unreachable('DATABASE_URL', url, error);
  });
  try {
    await refuseOldServer(client, 'DATABASE_URL', url);
    await client.query(createRolesSql(services));
  } finally {
    await client.end();
  }
}

// Databases that migrate at once may both try to create one. Whoever is no superuser has to be a member to use it.
const createRolesSql = (services: readonly SubgraphName[]): string => `
  do $$
  declare role text;
  begin
    foreach role in array array[${[OWNER_ROLE, ...services.map(roleOf)].map(escapeLiteral).join(', ')}] loop
      if not exists (select from pg_roles where rolname = role) then
        begin
          execute format('create role %I nologin', role);
        exception when duplicate_object or unique_violation then null; end;
      end if;
      if not (pg_has_role(current_user, role, 'set') and pg_has_role(current_user, role, 'usage')) then
        execute format('grant %I to %I with inherit true, set true', role, current_user);
      end if;
    end loop;
  end $$;`;
