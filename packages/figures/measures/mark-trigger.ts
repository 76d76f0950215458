/** How the rows of one operational table fall into months. */
export interface MarkTrigger {
  /** Its columns must be comparable (`jsonb`, not `json`). */
  table: string;
  /**
   * SQL expression over the row `changed`: the first day the row counts in, or null when it counts nowhere yet.
   * Days that lie in another table are found by a subselect: `(select held_on from session s where s.id = changed.session_id)`.
   */
  from: string;
  /** The last day the row counts in; null while it is open-ended. Omitted: the day `from` alone. */
  to?: string;
}

/**
 * Triggers that write the months of every changed row into `dirty`, in the transaction of the change: the row as it was
 * and as it becomes, so that a corrected date marks both. A row that an update leaves as it was marks nothing. An
 * open-ended row keeps an open end, which the build expands: a trigger reads no clock.
 *
 * They run as the schema's owner: row-level security must not hide from a mark what it depends on.
 *
 * Statement-level, since imports touch thousands of rows at once; database triggers, since raw SQL bypasses the ORM.
 * A table whose rows are dated by another table relies on that table's own triggers for changes of the date.
 */
export function markTriggerSql({ table, from, to = from }: MarkTrigger): string[] {
  const mark = (rows: string) => `
      insert into dirty (from_month, to_month)
      select distinct date_trunc('month', first_day)::date, date_trunc('month', last_day)::date
      from (select (${from})::date as first_day, (${to})::date as last_day from ${rows} as changed) as days
      where first_day is not null;`;
  return [
    `create function mark_${table}() returns trigger language plpgsql security definer set search_path from current as $mark$
    begin
      if tg_op = 'INSERT' then ${mark('new_rows')}
      elsif tg_op = 'DELETE' then ${mark('old_rows')}
      else ${mark(`(
          (select * from new_rows except select * from old_rows) union (select * from old_rows except select * from new_rows)
        )`)}
      end if;
      return null;
    end $mark$`,
    `create trigger mark_insert after insert on ${table} referencing new table as new_rows
     for each statement execute function mark_${table}()`,
    `create trigger mark_update after update on ${table} referencing old table as old_rows new table as new_rows
     for each statement execute function mark_${table}()`,
    `create trigger mark_delete after delete on ${table} referencing old table as old_rows
     for each statement execute function mark_${table}()`,
  ];
}
