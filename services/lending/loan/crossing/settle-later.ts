import type { EntityManager } from '@mikro-orm/postgresql';
import { queueSchemaOf } from '../../../kit/database/database.ts';

/** The task of the job queue that settles a crossing. */
export const SETTLE_CROSSING = 'settle_crossing';

/** Longer than a peer may take to answer, so that the job finds work only where a request gave up or died. */
const GRACE_SECONDS = 15;

/** The queue waits longer after each failure, six hours at most: this is months of an inventory that is away. */
const ATTEMPTS = 1000;

/** Leaves a job with the crossing, in the same transaction: whatever crashes next, somebody settles it. */
export async function settleLater(em: EntityManager, crossingId: string): Promise<void> {
  await em.execute(
    `select ${queueSchemaOf('lending')}.add_job(?, ?::json, run_at => now() + make_interval(secs => ?), job_key => ?, max_attempts => ?)`,
    [SETTLE_CROSSING, JSON.stringify({ crossingId }), GRACE_SECONDS, crossingId, ATTEMPTS],
  );
}
