import { Migration } from '@mikro-orm/migrations';

/** What a machine is said to be now counts in a figure: a correction of its kind marks the months it was on loan. */
export class KindsCount extends Migration {
  override up(): void {
    this.addSql(`
      create function mark_kind() returns trigger language plpgsql security definer set search_path from current as $mark$
      begin
        insert into dirty (from_month, to_month)
        select distinct date_trunc('month', o.taken_on)::date, date_trunc('month', o.back_on)::date
          from new_rows n join old_rows using (id) join outing o on o.computer_id = n.id
         where n.kind <> old_rows.kind;
        return null;
      end $mark$`);
    this
      .addSql(`create trigger mark_kind after update on computer referencing old table as old_rows new table as new_rows
      for each statement execute function mark_kind()`);
    // Months of loans of the past are counted once more, since a figure was added to them.
    this.addSql(`insert into dirty (from_month, to_month)
      select date_trunc('month', min(taken_on))::date, null from outing having min(taken_on) is not null`);
  }
}
