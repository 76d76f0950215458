import { Migration } from '@mikro-orm/migrations';
import { LENDING_ROLES, seenBy } from './seen-by.ts';

/** Reminders that were made, or are on their way: one of each kind for each end of a term. */
export class Migration0022 extends Migration {
  override up(): void {
    this.addSql(reminders);
    this.addSql(seenBy('reminder', LENDING_ROLES));
  }
}

// A reminder's id is what it is about: a second one of the same kind finds its place taken.
const reminders = `
  create table reminder (
    id text primary key check (id = loan_id || '~' || due_on || '~' || kind),
    loan_id text not null references loan,
    due_on date not null,
    kind text not null check (kind in ('RENEWAL_OPENS', 'ENDS_SOON', 'DUE', 'OVERDUE', 'OVERDUE_AGAIN', 'OVERDUE_LAST')),
    remind_on date not null,
    channel text not null check (channel in ('EMAIL', 'PHONE')),
    state text not null check (state in ('QUEUED', 'FAILED', 'SENT', 'DONE')),
    attempts int not null default 0 check (attempts >= 0),
    failure text,
    sent_at timestamptz,
    check ((state in ('SENT', 'DONE')) = (sent_at is not null)),
    check ((state = 'FAILED') = (failure is not null)),
    check (channel = 'EMAIL' or state = 'DONE')
  );
  create index on reminder (loan_id, id);`;
