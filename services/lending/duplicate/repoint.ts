import type { EntityManager } from '@mikro-orm/postgresql';
import type { TaskList } from 'graphile-worker';
import { queueSchemaOf } from '../../../packages/platform/database/database.ts';
import { forgetLoaded } from '../../../packages/platform/read/loader.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { inTransaction } from '../../../packages/platform/verb/in-transaction.ts';

const REPOINT_PERSON = 'repoint_person';

/** Longer than a peer may take to answer, so that the job finds work only where a request gave up or died. */
const GRACE_SECONDS = 15;

/** The queue waits longer after each failure, six hours at most: this is months of a training that is away. */
const ATTEMPTS = 1000;

const REPOINT = `mutation ($input: RepointPersonInput!) { repointPerson(input: $input) { changed userErrors { code } } }`;

type Repointing = Pick<ServiceContext, 'database' | 'viewer' | 'callPeer'>;

/** Leaves a job with the merge, in the same transaction: whatever crashes next, training follows. */
export async function repointLater(em: EntityManager, aliasId: string): Promise<void> {
  await em.execute(
    `select ${queueSchemaOf('lending')}.add_job(?, ?::json, run_at => now() + make_interval(secs => ?), job_key => ?, max_attempts => ?)`,
    [REPOINT_PERSON, JSON.stringify({ aliasId }), GRACE_SECONDS, `repoint ${aliasId}`, ATTEMPTS],
  );
}

/**
 * Has training give what it knows of a merged entry to the kept one. Safe to run again: training does it once for each
 * merge. Throws when training does not answer or refuses; the job then tries again.
 */
export async function repoint(context: Repointing, aliasId: string): Promise<void> {
  const rows = await inTransaction(context, (em) =>
    em.execute<{ kept_id: string; merged_on: string }[]>(
      'select kept_id, merged_on::text as merged_on from person_alias where id = ? and is_settling',
      [aliasId],
    ),
  );
  for (const { kept_id: keptPersonId, merged_on: on } of rows) {
    const input = { personId: aliasId, keptPersonId, mergeId: aliasId, on };
    const { repointPerson } = await context.callPeer('training', REPOINT, { input });
    const [refused] = (repointPerson as { userErrors: { code: string }[] }).userErrors;
    if (refused) throw new Error(`training refused to follow a merge: ${refused.code}`);
    await inTransaction(context, (em) =>
      em.execute('update person_alias set is_settling = false where id = ?', [aliasId]),
    );
    forgetLoaded(context);
  }
}

/** The tasks by which training follows what was merged here. */
export function repointTasks(context: Repointing): TaskList {
  return {
    [REPOINT_PERSON]: async (payload) => repoint(context, (payload as { aliasId: string }).aliasId),
  };
}
