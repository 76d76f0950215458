import { Migration } from '@mikro-orm/migrations';

/** What imports kept of families beyond their line: references, and digests of what files said of whom is forgotten. */
export class ForgottenImports extends Migration {
  override up(): void {
    this.addSql(lines);
    this.addSql(origins);
    this.addSql(drafts);
  }
}

const GONE = `
  select loan.id from loan left join household on household.id = household_id
   where state = 'CLOSED' or household.erased_on is not null
  union all select id from household where erased_on is not null`;

const lines = `
  update import_line set draft_key = null where draft is null;
  delete from import_line using (${GONE}) as gone (id)
   where position(gone.id in concat_ws(' ', object_id, message_en)) > 0;`;

const origins = `delete from import_origin where object_id in (${GONE});`;

const WITH_ERASED = 'select household_id from person where erased_on is not null';

const drafts = `
  update import_origin set digest = ''
   where object_id in (${WITH_ERASED}) or object_id in (select id from loan where household_id in (${WITH_ERASED}));`;
