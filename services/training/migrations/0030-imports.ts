import { Migration } from '@mikro-orm/migrations';
import { importMigrationSql } from '../../../packages/imports/import.migration.ts';

/** Files of places that are imported line by line. */
export class Migration0030 extends Migration {
  override up(): void {
    for (const statement of importMigrationSql(TRAINING)) this.addSql(statement);
  }
}

const TRAINING = "string_to_array(current_setting('app.roles', true), ',') && array['trainer', 'manager', 'service']";
