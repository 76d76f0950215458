import { Migration } from '@mikro-orm/migrations';
import { editionMigrationSql } from '../../../packages/figures/slices/impact-tables.ts';

/** What has been told about people, and when: it is told anew only in ways that tell on nobody. */
export class Editions extends Migration {
  override up(): void {
    for (const statement of editionMigrationSql()) this.addSql(statement);
  }
}
