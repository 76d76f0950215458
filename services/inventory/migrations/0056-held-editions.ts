import { Migration } from '@mikro-orm/migrations';
import { heldEditionMigrationSql } from '../../../packages/figures/slices/impact-tables.ts';

/** Which editions wait for more people: all of time is not told beside them. */
export class HeldEditions extends Migration {
  override up(): void {
    for (const statement of heldEditionMigrationSql()) this.addSql(statement);
  }
}
