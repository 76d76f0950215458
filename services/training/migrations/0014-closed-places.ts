import { Migration } from '@mikro-orm/migrations';

/** Places close. */
export class ClosedPlaces extends Migration {
  override up(): void {
    this.addSql('alter table place add closed_on date');
  }
}
