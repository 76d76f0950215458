import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { SUBGRAPH_NAMES, type SubgraphName } from '../peers/subgraph.ts';
import { roleOf } from './roles.ts';

/** The address of one database for each service, with the service's own user and password in it. */
export type Logins = Record<SubgraphName, string>;

/** Names the login of a service, which is one database's: logins belong to the whole server. */
export const loginOf = (service: SubgraphName, database: string): string => `${service}_of_${database}`;

/** A service's address of a database that somebody else's address names. */
export function loginUrl(url: string, service: SubgraphName, password: string): string {
  const own = new URL(url);
  own.username = loginOf(service, databaseOf(url));
  own.password = password;
  return own.href;
}

/** Addresses with passwords made at random, for whoever starts services itself and gives each its own. */
export function newLogins(url: string): Logins {
  const entries = SUBGRAPH_NAMES.map((service) => [service, loginUrl(url, service, randomBytes(24).toString('hex'))]);
  return Object.fromEntries(entries) as Logins;
}

/** The same as `DATABASE_URLS` has it. */
export const loginsText = (logins: Logins): string =>
  SUBGRAPH_NAMES.map((service) => `${service}=${logins[service]}`).join(',');

/** Makes the logins that services' addresses name; `url` is that of whoever owns the database. */
export async function giveLogins(url: string, logins: Logins): Promise<void> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  try {
    for (const service of SUBGRAPH_NAMES) await giveLogin(owner, service, logins[service]);
  } finally {
    await owner.end();
  }
}

/**
 * Makes the login that a service's address names, with the password that it has there; only logins may enter the database from
 * then on. Throws when the address names a role that may more than the service, such as the owner's.
 */
export async function giveLogin(owner: Client, service: SubgraphName, address: string): Promise<void> {
  const { username, password } = new URL(address);
  const login = decodeURIComponent(username);
  const { rows } = await owner.query<{ mayMore: boolean }>(MAY_MORE, [login, roleOf(service)]);
  if (rows[0]?.mayMore) throw new Error(mayMore(service, login));
  if (rows.length === 0) await owner.query(`create role ${escapeIdentifier(login)}`);
  await owner.query(admitSql(login, decodeURIComponent(password), service, databaseOf(address)));
}

const mayMore = (service: SubgraphName, login: string): string =>
  `DATABASE_URLS: the role "${login}" may more than ${service} does, so it cannot be its login. Name a role that does not ` +
  'exist yet: it is made.';

const databaseOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));

const MAY_MORE = `
  select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolname = current_user or exists (
      select from pg_auth_members join pg_roles held on held.oid = roleid
       where member = login.oid and held.rolname <> $2) as "mayMore"
    from pg_roles login where rolname = $1`;

// It has what its role may and cannot take it on: there is nothing to set a role to, and nothing to reset.
function admitSql(login: string, password: string, service: SubgraphName, database: string): string {
  const [role, place] = [escapeIdentifier(login), escapeIdentifier(database)];
  return `
    alter role ${role} login password ${escapeLiteral(password)};
    grant ${roleOf(service)} to ${role} with inherit true, set false;
    revoke all on database ${place} from public;
    grant connect on database ${place} to ${role};`;
}
