import type { EntityManager } from '@mikro-orm/postgresql';
import type { TaskList } from 'graphile-worker';
import { queueSchemaOf } from '../../../packages/platform/database/database.ts';
import type { NewId } from '../../../packages/platform/context/ids.ts';
import { manyByKey } from '../../../packages/platform/read/loader.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { inTransaction } from '../../../packages/platform/verb/in-transaction.ts';

const FORGET_ELSEWHERE = 'forget_elsewhere';

/** Longer than a request lives: what named somebody just before they were erased is written by then. */
const GRACE_SECONDS = 60;

/** The queue waits longer after each failure, six hours at most: this is months of a service that is away. */
const ATTEMPTS = 1000;

/** The services that keep something of people, and the verb by which each forgets it. */
const VERBS = { training: 'forgetPeople', inventory: 'forgetProblems' } as const;
type Peer = keyof typeof VERBS;

interface Elsewhere {
  id: string;
  peer: Peer;
  /** The household or person whose erasure it is part of; a loan that was closed. */
  nounId: string;
  /** The input of the verb. */
  asked: object;
}

type Context = Pick<ServiceContext, 'database' | 'viewer' | 'callPeer'>;

/** Has training forget people, in the transaction of their erasure: whatever crashes next, it follows. */
export async function forgetPeopleElsewhere(
  em: EntityManager,
  newId: NewId,
  nounId: string,
  personIds: readonly string[],
): Promise<void> {
  if (personIds.length === 0) return;
  const aliases = await em.execute<{ id: string; kept_id: string }[]>(
    'select id, kept_id from person_alias where kept_id in (select jsonb_array_elements_text(?::jsonb))',
    [JSON.stringify(personIds)],
  );
  const idsOf = (person: string) => [
    person,
    ...aliases.filter(({ kept_id }) => kept_id === person).map(({ id }) => id),
  ];
  const asked = { people: personIds.map((person) => ({ ids: idsOf(person) })) };
  await leave(em, { id: newId('forgetting'), peer: 'training', nounId, asked });
}

/** Has inventory forget what the borrowers of loans said was wrong, in the transaction that forgets it here. */
export async function forgetProblemsElsewhere(
  em: EntityManager,
  newId: NewId,
  nounId: string,
  loanIds: readonly string[],
): Promise<void> {
  const tickets = await em.execute<{ id: string }[]>(
    'select repair_ticket_id as id from loan_fault where loan_id in (select jsonb_array_elements_text(?::jsonb)) order by id',
    [JSON.stringify(loanIds)],
  );
  if (tickets.length === 0) return;
  const asked = { repairTicketIds: tickets.map(({ id }) => id) };
  await leave(em, { id: newId('forgetting'), peer: 'inventory', nounId, asked });
}

async function leave(em: EntityManager, { id, peer, nounId, asked }: Elsewhere): Promise<void> {
  await em.execute('insert into forgotten_elsewhere (id, peer, noun_id, asked) values (?, ?, ?, ?::jsonb)', [
    id,
    peer,
    nounId,
    JSON.stringify(asked),
  ]);
  await em.execute(
    `select ${queueSchemaOf('lending')}.add_job(?, ?::json, run_at => now() + make_interval(secs => ?), job_key => ?, max_attempts => ?)`,
    [FORGET_ELSEWHERE, JSON.stringify({ id }), GRACE_SECONDS, id, ATTEMPTS],
  );
}

/** Asks at once for what was just left; what does not answer now, the jobs ask again. */
export async function forgetNow(context: Context, nounIds: readonly string[]): Promise<void> {
  const left = await inTransaction(context, (em) =>
    em.execute<Elsewhere[]>(
      `select id, peer, asked from forgotten_elsewhere
        where is_pending and noun_id in (select jsonb_array_elements_text(?::jsonb)) order by id`,
      [JSON.stringify(nounIds)],
    ),
  );
  for (const one of left) await forget(context, one).catch(() => {});
}

/** Safe to run again. Throws when the service does not answer or refuses. */
async function forget(context: Context, { id, peer, asked }: Elsewhere): Promise<void> {
  const verb = VERBS[peer];
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${verb}(input: $input) { changed userErrors { code } } }`;
  const answer = await context.callPeer(peer, document, { input: asked });
  const [refused] = (answer[verb] as { userErrors: { code: string }[] }).userErrors;
  if (refused) throw new Error(`${peer} refused to forget: ${refused.code}`);
  await inTransaction(context, (em) =>
    em.execute('update forgotten_elsewhere set is_pending = false where id = ?', [id]),
  );
}

/** The task by which the other services forget, once more after a while for what they were told meanwhile. */
export function elsewhereTasks(context: Context): TaskList {
  return {
    [FORGET_ELSEWHERE]: async (payload) => {
      const { id } = payload as { id: string };
      const [left] = await inTransaction(context, (em) =>
        em.execute<Elsewhere[]>('select id, peer, asked from forgotten_elsewhere where id = ?', [id]),
      );
      if (!left) return;
      await forget(context, left);
      await inTransaction(context, (em) => em.execute('delete from forgotten_elsewhere where id = ?', [id]));
    },
  };
}

/** The services that have still to forget what was erased here, by household or person. */
export const pendingByNoun = manyByKey<{ nounId: string; peer: string }>(
  'select noun_id, peer from forgotten_elsewhere where is_pending and noun_id = any($1) order by peer',
  ({ nounId }) => nounId,
);
