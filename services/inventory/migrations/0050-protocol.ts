import { Migration } from '@mikro-orm/migrations';
import { protocolMigrationSql } from '../../../packages/figures/slices/impact-tables.ts';

/** Epochs, parts and signatures of slices, and which installation this database is. */
export class Protocol extends Migration {
  override up(): void {
    for (const statement of protocolMigrationSql()) this.addSql(statement);
  }
}
