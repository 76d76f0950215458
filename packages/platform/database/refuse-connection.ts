import type { Pool, PoolClient } from 'pg';
import type { SubgraphName } from '../peers/subgraph.ts';
import { roleOf } from './roles.ts';
import { unreachable } from './unreachable.ts';

/** How often each of two connections is asked whose session it has: a pooler hands over the same one, or changes it. */
const ROUNDS = 4;

/** Throws a sentence when a pool's connections have not their service's own login, or no sessions of their own. */
export async function refuseWrongConnections(pool: Pool, service: SubgraphName): Promise<void> {
  const clients: PoolClient[] = [];
  try {
    for (let n = 0; n < 2; n += 1) clients.push(await connect(pool, service));
    await refuseWrongRole(clients[0]!, service);
    await refuseSharedSessions(clients, service);
  } finally {
    for (const client of clients) client.release();
  }
}

async function connect(pool: Pool, service: SubgraphName): Promise<PoolClient> {
  return pool.connect().catch((error: Error) => {
    throw unreachable(`DATABASE_URL of ${service}`, pool.options.connectionString!, error);
  });
}

interface Login {
  session: string;
  current: string;
  mayAll: boolean;
  /** Whether it may what its service may. */
  isOwn: boolean;
  /** What else it may. */
  others: string[];
}

const LOGIN = `
  select session_user as session, current_user as current, rolsuper or rolbypassrls or rolcreaterole as "mayAll",
         exists (select from pg_roles role where role.rolname = $1 and pg_has_role(login.oid, role.oid, 'usage')) as "isOwn",
         array(select role.rolname::text from pg_roles role
                where role.rolname <> all (array[login.rolname, $1]) and pg_has_role(login.oid, role.oid, 'member')) as others
    from pg_roles login where rolname = session_user`;

async function refuseWrongRole(client: PoolClient, service: SubgraphName): Promise<void> {
  const { rows } = await client.query<Login>(LOGIN, [roleOf(service)]);
  const reason = whyWrong(rows[0]!, service);
  if (!reason) return;
  throw new Error(
    `${service} does not start as "${rows[0]!.session}", which ${reason}: its DATABASE_URL is to name its own login, which ` +
      'migrations make from DATABASE_URLS. Only migrations have the credentials of whoever owns the database.',
  );
}

function whyWrong({ session, current, mayAll, isOwn, others }: Login, service: SubgraphName): string | undefined {
  if (current !== session) return `takes on the role "${current}"`;
  if (mayAll) return 'may do anything in this database';
  if (!isOwn) return `may not do what ${service} has to`;
  if (others.length > 0) return `has the rights of ${others.map((role) => `"${role}"`).join(', ')}, too`;
  return undefined;
}

interface Session {
  pid: number;
  roles: string;
}

const SESSION = "select pg_backend_pid() as pid, current_setting('app.roles', true) as roles";

/** Two connections have two sessions of their own, each the same at every statement, with what was asked for at its start. */
async function refuseSharedSessions(clients: readonly PoolClient[], service: SubgraphName): Promise<void> {
  const seen: Session[][] = clients.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [n, client] of clients.entries()) seen[n]!.push((await client.query<Session>(SESSION)).rows[0]!);
  const sessions = seen.map((all) => new Set(all.map(({ pid }) => pid)));
  const areOwn = sessions.every(({ size }) => size === 1) && new Set(sessions.flatMap((pids) => [...pids])).size === 2;
  if (areOwn && seen.flat().every(({ roles }) => roles === 'service')) return;
  throw new Error(
    `The DATABASE_URL of ${service} leads to a pooler that does not keep sessions: the job queue would lose its locks, and one ` +
      'viewer could be served the rows of another. Give it the address of PostgreSQL itself, or have the pooler keep sessions.',
  );
}
