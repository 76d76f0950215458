import type { ServiceContext } from '../context/service-context.ts';
import type { Jobs } from './start-jobs.ts';

const FORGET_KEYS = 'forget_keys';

/** For as long a call may be sent again with its key. */
const KEPT_DAYS = 30;

/** Forgets the keys of calls each night, when nobody works. */
export const forgettingKeys = ({ database, clock }: Pick<ServiceContext, 'database' | 'clock'>): Jobs => ({
  tasks: {
    [FORGET_KEYS]: async () => {
      const before = new Date(clock.now().getTime() - KEPT_DAYS * 24 * 3600 * 1000);
      await database.pool.query('delete from idempotency where recorded_at < $1', [before]);
    },
  },
  crontab: `15 3 * * * ${FORGET_KEYS} ?jobKey=${FORGET_KEYS}`,
});
