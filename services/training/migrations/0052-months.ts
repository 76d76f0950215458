import { Migration } from '@mikro-orm/migrations';
import { monthsMigrationSql } from '../../../packages/figures/slices/month-tables.ts';

/** What audits found, which sealed years wait for an adjustment, and the hubs this side was compared with. */
export class Months extends Migration {
  override up(): void {
    for (const statement of monthsMigrationSql()) this.addSql(statement);
  }
}
