import { Migration } from '@mikro-orm/migrations';

/** A home is seen by those who go there; the service itself counts. */
export class Homes extends Migration {
  override up(): void {
    this.addSql('alter table place enable row level security');
    this.addSql(`
      create policy homes_seen_by_trainers on place using (kind <> 'HOME'
        or (select string_to_array(current_setting('app.roles', true), ',') && array['trainer', 'manager', 'service']))`);
  }
}
