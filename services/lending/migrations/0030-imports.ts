import { Migration } from '@mikro-orm/migrations';
import { importMigrationSql } from '../../../packages/imports/import.migration.ts';

/** Files of households and loans that are imported line by line; what a line said is forgotten once it is taken. */
export class Migration0030 extends Migration {
  override up(): void {
    for (const statement of importMigrationSql(LENDERS)) this.addSql(statement);
  }
}

const LENDERS = "string_to_array(current_setting('app.roles', true), ',') && array['lender', 'manager', 'service']";
