import { Migration } from '@mikro-orm/migrations';
import { rollupRoomMigrationSql } from '../../../packages/figures/slices/impact-tables.ts';

/** Revised slices find room beside what they replace. */
export class RoomInRollups extends Migration {
  override up(): void {
    for (const statement of rollupRoomMigrationSql()) this.addSql(statement);
  }
}
