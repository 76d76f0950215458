import type { TaskList } from 'graphile-worker';
import { today } from '../../../packages/calendar/clock.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { inTransaction } from '../../../packages/platform/verb/in-transaction.ts';
import { queueReminders, SEND_REMINDER } from './queue.ts';
import { sendReminder } from './send.ts';

/** Every morning, at 7 or 8 o'clock in France; what was missed while the process was away is queued the next day. */
export const REMINDERS_CRONTAB = '0 6 * * * queue_reminders';

/** The tasks by which borrowers are reminded without anybody's doing. */
export function reminderTasks(context: ServiceContext): TaskList {
  return {
    queue_reminders: async () => {
      if (context.mail) await inTransaction(context, (em) => queueReminders(em, today(context.clock)));
    },
    [SEND_REMINDER]: async (payload) => {
      await sendReminder(context, (payload as { reminderId: string }).reminderId);
    },
  };
}
