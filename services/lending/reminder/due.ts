import { STAGES } from './reminder.rules.ts';

/** Where a statement finds what the list of reminders depends on: `$1`, or a column. */
interface Given {
  day: string;
  kinds: string;
  days: string;
  /** Whether e-mail is sent at all. */
  sendsMail: string;
}

/**
 * Reminders to be made by a day, one per loan at most, as `stageOn` of the rules says for one loan. What is queued or
 * failed is still to be made.
 */
export const dueReminders = ({ day, kinds, days, sendsMail }: Given): string => `
  select loan.id || '~' || loan.due_on || '~' || stage.kind as id, loan.id as loan_id, loan.due_on, stage.kind,
         loan.due_on + stage.days as remind_on,
         case when ${sendsMail} and coalesce(household.reminded_by_email_since, contact.reminded_by_email_since) is not null then 'EMAIL' else 'PHONE' end as channel,
         coalesce(reminder.state, 'DUE') as state, coalesce(reminder.attempts, 0) as attempts,
         reminder.failure, reminder.sent_at
    from loan
    cross join lateral (
      select * from unnest(${kinds}, ${days}) as stage (kind, days)
       where loan.due_on + stage.days <= ${day} order by days desc limit 1
    ) stage
    left join household on household.id = loan.household_id
    left join organisation_contact contact on contact.organisation_id = loan.organisation_id
    left join reminder on reminder.loan_id = loan.id and reminder.due_on = loan.due_on and reminder.kind = stage.kind
   where loan.state = 'ACTIVE' and coalesce(reminder.state, 'DUE') not in ('SENT', 'DONE')`;

export const KINDS = STAGES.map(({ kind }) => kind);
export const DAYS = STAGES.map(({ days }) => days);
