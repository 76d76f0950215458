import type { TaskList } from 'graphile-worker';
import { settle, type Settling } from './settle.ts';
import { SETTLE_CROSSING, SETTLE_CROSSINGS } from './settle-later.ts';

/** The tasks by which the job queue finishes or undoes what a request or a crash left between lending and inventory. */
export function crossingTasks(settling: Settling): TaskList {
  return {
    [SETTLE_CROSSING]: async (payload) => {
      const { crossingId } = payload as { crossingId: string };
      await settle(settling, crossingId);
    },
    [SETTLE_CROSSINGS]: async () => {
      const left = await settling.database.pool.query<{ id: string }>('select id from crossing order by id');
      const failures: unknown[] = [];
      for (const { id } of left.rows) await settle(settling, id).catch((error) => failures.push(error));
      if (failures.length > 0) throw failures[0];
    },
  };
}

/** Each minute, so that a crossing waits no longer than that for an inventory that is back after a long outage. */
export const CROSSINGS_CRONTAB = `* * * * * ${SETTLE_CROSSINGS} ?jobKey=${SETTLE_CROSSINGS}&max=1`;
