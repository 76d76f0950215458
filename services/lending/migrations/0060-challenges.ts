import { Migration } from '@mikro-orm/migrations';
import { challengeMigrationSql } from '../../../packages/figures/slices/impact-tables.ts';

/** Runs show that they live, and hubs remember what the hub above holds and they do not. */
export class Challenges extends Migration {
  override up(): void {
    for (const statement of challengeMigrationSql()) this.addSql(statement);
  }
}
