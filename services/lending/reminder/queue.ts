import type { EntityManager } from '@mikro-orm/postgresql';
import { queueSchemaOf } from '../../../packages/platform/database/database.ts';
import { DAYS, dueReminders, KINDS } from './due.ts';

/** The task of the job queue that sends one reminder. */
export const SEND_REMINDER = 'send_reminder';

/** The queue waits longer after each failure: these are about two days of a mail server that is away. */
const ATTEMPTS = 16;

/**
 * Queues every reminder that is due by a day and goes by e-mail, with the job that sends it: one per reminder, whoever
 * queues it how often. Gives their ids.
 */
export async function queueReminders(em: EntityManager, on: string): Promise<string[]> {
  const queued = await em.execute<{ id: string }[]>(QUEUE, [
    on,
    `{${KINDS.join(',')}}`,
    `{${DAYS.join(',')}}`,
    SEND_REMINDER,
    ATTEMPTS,
  ]);
  return queued.map(({ id }) => id);
}

const DUE = dueReminders({ day: 'given.day', kinds: 'given.kinds', days: 'given.days', sendsMail: 'true' });

const QUEUE = `
  with given as (select ?::date as day, ?::text[] as kinds, ?::int[] as days),
  due as (select due.* from given cross join lateral (${DUE}) due where due.channel = 'EMAIL' and due.state = 'DUE'),
  queued as (
    insert into reminder (id, loan_id, due_on, kind, remind_on, channel, state)
    select id, loan_id, due_on, kind, remind_on, channel, 'QUEUED' from due order by id
    on conflict (id) do nothing returning id
  )
  select id, (${queueSchemaOf('lending')}.add_job(?, json_build_object('reminderId', id), job_key => id, max_attempts => ?)).id as job
    from queued`;
