import type { TaskList } from 'graphile-worker';
import { settle, type Settling } from './settle.ts';
import { SETTLE_CROSSING } from './settle-later.ts';

/** The tasks by which the job queue finishes or undoes what a request or a crash left between lending and inventory. */
export function crossingTasks(settling: Settling): TaskList {
  return {
    [SETTLE_CROSSING]: async (payload) => {
      const { crossingId } = payload as { crossingId: string };
      await settle(settling, crossingId);
    },
  };
}
