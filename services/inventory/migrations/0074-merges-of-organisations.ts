import { Migration } from '@mikro-orm/migrations';
import { namesTheKeptSql, organisationAliasesSql } from '../../../packages/platform/merge/merge.migration.ts';

const hasRole = (...roles: string[]): string =>
  `(select string_to_array(current_setting('app.roles', true), ',') && array['${roles.join("', '")}'])`;

/** Machines go to another donor with their donation; what was certified never changes, and is that donation's. */
const GIFTS = `
  alter table computer drop constraint computer_donation_id_donor_id_fkey;
  alter table computer add foreign key (donation_id, donor_id) references donation (id, donor_id) on update cascade;
  alter table certificate drop constraint certificate_donation_id_donor_id_fkey;
  alter table certificate add foreign key (donation_id) references donation (id);
  alter policy visible on certificate using (${hasRole('technician', 'manager', 'service')}
    or (${hasRole('partner')} and exists (select from donation where donation.id = donation_id)));`;

/** Donations, machines and recyclers follow an organisation that was entered twice. */
export class MergesOfOrganisations extends Migration {
  override up(): void {
    this.addSql(organisationAliasesSql);
    this.addSql(GIFTS);
    for (const [table, column] of [
      ['donation', 'donor_id'],
      ['computer', 'donor_id'],
      ['recycling', 'recycler_id'],
    ] as const)
      this.addSql(namesTheKeptSql({ table, columns: [column] }));
  }
}
