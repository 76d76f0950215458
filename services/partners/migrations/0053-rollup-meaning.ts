import { Migration } from '@mikro-orm/migrations';
import { rollupMeaningMigrationSql } from '../../../packages/figures/slices/impact-tables.ts';

/** By what the rollups were added up: an upgrade that counts otherwise adds them up anew. */
export class RollupMeaning extends Migration {
  override up(): void {
    for (const statement of rollupMeaningMigrationSql()) this.addSql(statement);
  }
}
