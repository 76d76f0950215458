import { Migration } from '@mikro-orm/migrations';

export class Reservations extends Migration {
  override up(): void {
    this.addSql('create index on computer (reserved_for) where reserved_for is not null');
  }
}
