import { manyByKey } from '../../../packages/platform/read/loader.ts';
import type { Reminder } from './reminder.entity.ts';

/** The reminders of each loan that were made, or are on their way, oldest term first. */
export const remindersByLoan = manyByKey<Reminder>(
  'select * from reminder where loan_id = any($1) order by remind_on, id',
  ({ loanId }) => loanId,
);
