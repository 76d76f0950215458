import { Migration } from '@mikro-orm/migrations';
import { namesTheKeptSql, organisationAliasesSql } from '../../../packages/platform/merge/merge.migration.ts';

/** Loans, machines on loan, prescriptions and addresses follow an organisation that was entered twice. */
export class MergesOfOrganisations extends Migration {
  override up(): void {
    this.addSql(organisationAliasesSql);
    for (const [table, ...columns] of [
      ['loan', 'organisation_id', 'refusal_organisation_id'],
      ['loan_machine', 'donor_id'],
      ['eligibility', 'prescriber_id'],
      ['organisation_contact', 'organisation_id'],
    ] as const)
      this.addSql(namesTheKeptSql({ table, columns }));
  }
}
