import { Migration } from '@mikro-orm/migrations';
import { namesTheKeptSql, organisationAliasesSql } from '../../../packages/platform/merge/merge.migration.ts';

/** Sessions, pathways and allocations of visas follow an organisation that was entered twice. */
export class MergesOfOrganisations extends Migration {
  override up(): void {
    this.addSql(organisationAliasesSql);
    for (const [table, ...columns] of [
      ['session', 'organisation_id', 'course_provider_id'],
      ['pathway', 'prescriber_id', 'redirected_to_id'],
      ['visa_allocation', 'funder_id'],
    ] as const)
      this.addSql(namesTheKeptSql({ table, columns }));
  }
}
