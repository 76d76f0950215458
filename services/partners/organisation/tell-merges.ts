import type { EntityManager } from '@mikro-orm/postgresql';
import type { TaskList } from 'graphile-worker';
import { queueSchemaOf } from '../../../packages/platform/database/database.ts';
import { followVerb, MERGES_AT_ONCE } from '../../../packages/platform/merge/follow-merges.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';

export const TELL_MERGES = 'tell_merges';

/** Each night, too: a service that was restored from an older copy knows fewer merges. */
export const MERGES_CRONTAB = `45 3 * * * ${TELL_MERGES} ?jobKey=${TELL_MERGES}`;

/** Longer than a peer may take to answer, so that the job finds work only where a request gave up or died. */
const GRACE_SECONDS = 15;

/** The queue waits longer after each failure, six hours at most: this is months of a service that is away. */
const ATTEMPTS = 1000;

const PEERS = ['inventory', 'lending', 'training'] as const;

interface Merge {
  id: string;
  keptId: string;
}

/** Leaves a job with the merge, in the same transaction: whatever crashes next, every service follows. */
export async function tellMergesLater(em: EntityManager): Promise<void> {
  await em.execute(
    `select ${queueSchemaOf('partners')}.add_job(?, '{}', run_at => now() + make_interval(secs => ?), job_key => ?, max_attempts => ?)`,
    [TELL_MERGES, GRACE_SECONDS, TELL_MERGES, ATTEMPTS],
  );
}

/**
 * Tells every other service all that was ever merged here; each does what it has not done yet. Throws when one does not
 * answer, once the others have: the job then tries again.
 */
export async function tellMerges({ database, callPeer }: Pick<ServiceContext, 'database' | 'callPeer'>): Promise<void> {
  const { rows: merges } = await database.pool.query<Merge>(
    'select id, kept_id as "keptId" from organisation_alias order by id',
  );
  const told = await Promise.allSettled(PEERS.map((peer) => tell(peer, merges, callPeer)));
  const failed = told.find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}

async function tell(
  peer: (typeof PEERS)[number],
  merges: readonly Merge[],
  callPeer: ServiceContext['callPeer'],
): Promise<void> {
  const verb = followVerb(peer);
  const document = `mutation ($input: FollowMergesInput!) { ${verb}(input: $input) { userErrors { code } } }`;
  for (let first = 0; first < merges.length; first += MERGES_AT_ONCE) {
    const input = { merges: merges.slice(first, first + MERGES_AT_ONCE) };
    const answer = (await callPeer(peer, document, { input })) as Record<string, { userErrors: { code: string }[] }>;
    const [refused] = answer[verb]!.userErrors;
    if (refused) throw new Error(`${peer} refused to follow merges: ${refused.code}`);
  }
}

/** The task by which the other services follow what was merged here. */
export const mergeTasks = (context: Pick<ServiceContext, 'database' | 'callPeer'>): TaskList => ({
  [TELL_MERGES]: async () => tellMerges(context),
});
