import type { EntityManager } from '@mikro-orm/postgresql';
import { queueSchemaOf } from '../../../../packages/platform/database/database.ts';

/** The task of the job queue that settles a crossing. */
export const SETTLE_CROSSING = 'settle_crossing';

/** The task that settles whatever is left, by the calendar: a job of its own waits ever longer between two tries. */
export const SETTLE_CROSSINGS = 'settle_crossings';

/** Longer than a peer may take to answer, so that the job finds work only where a request died. */
const GRACE_SECONDS = 15;

/** A request that gave up is not in the way. */
export const SOON_SECONDS = 2;

/** Leaves a job with the crossing, in the same transaction: whatever crashes next, somebody settles it. */
export async function settleLater(em: EntityManager, crossingId: string, seconds = GRACE_SECONDS): Promise<void> {
  await em.execute(
    `select ${queueSchemaOf('lending')}.add_job(?, ?::json, run_at => now() + make_interval(secs => ?), job_key => ?)`,
    [SETTLE_CROSSING, JSON.stringify({ crossingId }), seconds, crossingId],
  );
}
