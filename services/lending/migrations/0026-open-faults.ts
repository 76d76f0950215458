import { Migration } from '@mikro-orm/migrations';

/** Faults that are not over are few, and looked for every day. */
export class Migration0026 extends Migration {
  override up(): void {
    this.addSql('create index loan_fault_open on loan_fault (id) where resolved_on is null;');
  }
}
