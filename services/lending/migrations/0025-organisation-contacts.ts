import { Migration } from '@mikro-orm/migrations';
import { LENDING_ROLES, seenBy } from './seen-by.ts';

/** Where an organisation that borrows is reminded; the address may be somebody's. */
export class Migration0025 extends Migration {
  override up(): void {
    this.addSql(contacts);
    this.addSql(seenBy('organisation_contact', LENDING_ROLES));
  }
}

const contacts = `
  create table organisation_contact (
    organisation_id text primary key,
    email text not null check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
    reminded_by_email_since date
  );`;
