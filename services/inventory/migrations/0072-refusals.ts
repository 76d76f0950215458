import { Migration } from '@mikro-orm/migrations';
import { refusalMigrationSql } from '../../../packages/figures/replication/receive/refusal-tables.ts';

/** Whose figures are not taken, why and since when. */
export class Refusals extends Migration {
  override up(): void {
    for (const statement of refusalMigrationSql()) this.addSql(statement);
  }
}
