import type { Jobs } from '../platform/jobs/start-jobs.ts';
import type { ServiceContext } from '../platform/context/service-context.ts';

const FORGET_LINES = 'forget_import_lines';

/** For as long the lines of an import may be read. */
const KEPT_DAYS = 30;

/** The run itself stays, with its counts. */
const LINES = `
  delete from import_line using import_run
   where import_run.id = import_line.run_id and import_run.finished_at < $1`;

/** Forgets the lines of imports each night, when nobody works. */
export const forgettingLines = ({ database, clock }: Pick<ServiceContext, 'database' | 'clock'>): Jobs => ({
  tasks: {
    [FORGET_LINES]: async () => {
      const before = new Date(clock.now().getTime() - KEPT_DAYS * 24 * 3600 * 1000);
      await database.pool.query(LINES, [before]);
    },
  },
  crontab: `20 3 * * * ${FORGET_LINES} ?jobKey=${FORGET_LINES}`,
});
