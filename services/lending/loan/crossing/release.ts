import type { EntityManager } from '@mikro-orm/postgresql';
import type { TaskList } from 'graphile-worker';
import { queueSchemaOf } from '../../../../packages/platform/database/database.ts';
import type { ServiceContext } from '../../../../packages/platform/context/service-context.ts';

/** The task of the job queue that has inventory free what it keeps for a loan. */
export const RELEASE_RESERVATION = 'release_reservation';

/** The queue waits longer after each failure, six hours at most: this is months of an inventory that is away. */
const ATTEMPTS = 1000;

const RELEASE = `mutation ($input: ReleaseReservationInput!) {
  releaseReservation(input: $input) { released userErrors { code } } }`;

/**
 * Leaves a job with the step after which a loan needs no reserved computer any more, in the same transaction: whatever
 * crashes next, and however long inventory is away, the computers are free again. The step itself never waits for it.
 */
export async function releaseLater(em: EntityManager, loanId: string, on: string): Promise<void> {
  await em.execute(`select ${queueSchemaOf('lending')}.add_job(?, ?::json, job_key => ?, max_attempts => ?)`, [
    RELEASE_RESERVATION,
    JSON.stringify({ loanId, on }),
    `release ${loanId}`,
    ATTEMPTS,
  ]);
}

/** The task by which inventory frees what it kept. Throws when it does not answer or refuses; the job then tries again. */
export function releaseTasks({ callPeer }: Pick<ServiceContext, 'callPeer'>): TaskList {
  return {
    [RELEASE_RESERVATION]: async (input) => {
      const { releaseReservation } = await callPeer('inventory', RELEASE, { input });
      const [refused] = (releaseReservation as { userErrors: { code: string }[] }).userErrors;
      if (refused) throw new Error(`inventory did not free what it keeps for a loan: ${refused.code}`);
    },
  };
}
