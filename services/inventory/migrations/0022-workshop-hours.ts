import { Migration } from '@mikro-orm/migrations';
import { markTriggerSql } from '../../../packages/figures/measures/mark-trigger.ts';

export class WorkshopHours extends Migration {
  override up(): void {
    this.addSql(`create table workshop_shift (
      id text primary key,
      worked_on date not null,
      workers integer not null check (workers >= 0),
      minutes_each integer not null check (minutes_each between 1 and 1440),
      scheme text not null check (scheme in ('NONE', 'ACI', 'EI', 'ETTI', 'AI', 'EITI', 'ESAT', 'EA')),
      programme_id text,
      task text,
      supersedes_id text unique references workshop_shift (id),
      reason text,
      check ((supersedes_id is null) = (reason is null))
    )`);
    this.addSql('create index on workshop_shift (worked_on, id)');
    this.addSql('alter table workshop_shift enable row level security');
    this.addSql(`create policy visible on workshop_shift using
      (string_to_array(current_setting('app.roles', true), ',') && array['technician', 'manager', 'service'])`);
    for (const statement of marks) this.addSql(statement);
  }
}

const CORRECTED = '(select worked_on from workshop_shift wrong where wrong.id = changed.supersedes_id)';

/** A correction may move a shift to another month: both are counted again. */
const marks = markTriggerSql({
  table: 'workshop_shift',
  from: `least(worked_on, ${CORRECTED})`,
  to: `greatest(worked_on, ${CORRECTED})`,
});
