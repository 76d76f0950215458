import { Migration } from '@mikro-orm/migrations';

/** By which ids this service knows an organisation that was merged, as the others keep them. */
export class AliasesOfOrganisations extends Migration {
  override up(): void {
    this.addSql(`create view organisation_alias with (security_invoker = true) as
      select id, merged_into as kept_id from organisation where merged_into is not null`);
  }
}
