import { Migration } from '@mikro-orm/migrations';
import { LENDING_ROLES, seenBy } from './seen-by.ts';

/** What entitles a household to a loan, and until when: a band or a ground, never a document or an amount. */
export class Migration0021 extends Migration {
  override up(): void {
    this.addSql(eligibilities);
    this.addSql(seenBy('eligibility', LENDING_ROLES));
  }
}

const eligibilities = `
  create table eligibility (
    id text primary key,
    household_id text not null references household,
    ground text not null check (ground in ('QUOTIENT_FAMILIAL', 'MINIMUM_BENEFIT', 'PRESCRIBER')),
    band text check (band in ('UP_TO_400', 'UP_TO_600', 'UP_TO_800', 'ABOVE_800')),
    prescriber_id text,
    assessed_on date not null,
    expires_on date not null check (expires_on >= assessed_on),
    check ((ground = 'QUOTIENT_FAMILIAL') = (band is not null)),
    check ((ground = 'PRESCRIBER') = (prescriber_id is not null))
  );
  create index on eligibility (household_id, expires_on);`;
