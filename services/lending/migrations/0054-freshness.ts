import { Migration } from '@mikro-orm/migrations';
import { freshnessMigrationSql } from '../../../packages/figures/slices/freshness-tables.ts';

/** Whether months were told in time, and since when what is told of people stands. */
export class Freshness extends Migration {
  override up(): void {
    for (const statement of freshnessMigrationSql()) this.addSql(statement);
  }
}
