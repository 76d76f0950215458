import { Migration } from '@mikro-orm/migrations';

/** Why a manager granted a loan to whom nothing entitled. */
export class Override extends Migration {
  override up(): void {
    this.addSql('alter table loan add override_reason text');
  }
}
