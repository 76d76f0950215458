import { Migration } from '@mikro-orm/migrations';
import { LENDING_ROLES, seenBy } from './seen-by.ts';

/** The digest of each loan agreement as it was signed. */
export class Migration0023 extends Migration {
  override up(): void {
    this.addSql(signed);
    this.addSql(seenBy('signed_agreement', LENDING_ROLES));
  }
}

const signed = `
  create table signed_agreement (
    loan_id text primary key references loan,
    digest text not null check (digest ~ '^[0-9a-f]{64}$')
  );`;
