import type { TaskList } from 'graphile-worker';
import { IMPORT_FILE } from './import/start-import.ts';
import type { ServiceContext } from './service-context.ts';

const FORGET_OLD = 'forget_old';

/** For as long a call may be sent again with its key, and the lines of an import be read. */
const KEPT_DAYS = 30;

/** Each night, when nobody works. */
export const FORGETTING_CRONTAB = `15 3 * * * ${FORGET_OLD} ?jobKey=${FORGET_OLD}`;

const KEYS = 'delete from idempotency where recorded_at < $1';

/** The run itself stays, with its counts. */
const LINES = `
  delete from import_line using import_run
   where import_run.id = import_line.run_id and import_run.finished_at < $1`;

/** The task by which a service with these other tasks forgets what it keeps of requests and files for a while only. */
export function forgettingTasks(
  { database, clock }: Pick<ServiceContext, 'database' | 'clock'>,
  tasks: TaskList,
): TaskList {
  return {
    [FORGET_OLD]: async () => {
      const before = new Date(clock.now().getTime() - KEPT_DAYS * 24 * 3600 * 1000);
      await database.pool.query(KEYS, [before]);
      if (IMPORT_FILE in tasks) await database.pool.query(LINES, [before]);
    },
  };
}
