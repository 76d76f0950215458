import { Migration } from '@mikro-orm/migrations';
import { importMigrationSql } from '../../../packages/imports/import.migration.ts';

/** Files of machines that are imported line by line. */
export class Imports extends Migration {
  override up(): void {
    for (const statement of importMigrationSql(WORKSHOP)) this.addSql(statement);
  }
}

const WORKSHOP =
  "string_to_array(current_setting('app.roles', true), ',') && array['technician', 'manager', 'service']";
