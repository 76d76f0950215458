import { Migration } from '@mikro-orm/migrations';
import { rollupsOfAssociationMigrationSql } from '../../../packages/figures/slices/impact-tables.ts';

/** The rollups of one association are found by an index. */
export class RollupsOfAssociation extends Migration {
  override up(): void {
    for (const statement of rollupsOfAssociationMigrationSql()) this.addSql(statement);
  }
}
