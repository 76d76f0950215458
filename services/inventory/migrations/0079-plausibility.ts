import { Migration } from '@mikro-orm/migrations';
import { plausibilityMigrationSql } from '../../../packages/figures/replication/receive/refusal-tables.ts';

/** What a hub does not believe of whom, and what it is used to. */
export class Plausibility extends Migration {
  override up(): void {
    for (const statement of plausibilityMigrationSql()) this.addSql(statement);
  }
}
