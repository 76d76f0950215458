import { Migration } from '@mikro-orm/migrations';

/** A reporting period that was opened by mistake is kept, and makes room for another one. */
const DISCARDED = `
  alter table reporting_period
    add discarded_on date check (discarded_on >= opened_on),
    add check (discarded_on is null or submitted_on is null);
  drop index one_revision_of_a_report;
  create unique index one_revision_of_a_report on reporting_period
    (coalesce(agreement_id, ''), coalesce(programme_id, ''), period, territory, revision) where discarded_on is null;
  alter table reporting_period drop constraint reporting_period_supersedes_key;
  create unique index one_correction_of_a_report on reporting_period (supersedes) where discarded_on is null;`;

/** Reporting periods opened by mistake. */
export class DiscardedReports extends Migration {
  override up(): void {
    this.addSql(DISCARDED);
  }
}
