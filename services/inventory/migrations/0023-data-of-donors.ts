import { Migration } from '@mikro-orm/migrations';

/** Each line of a certificate says in one word whether the donor's data are gone. */
export class DataOfDonors extends Migration {
  override up(): void {
    this.addSql(`alter table certificate_line add data text not null default 'NOT_PROVED'
      check (data in ('ERASED', 'NO_STORAGE', 'DESTROYED_BY_RECYCLER', 'NOT_PROVED'))`);
    this.addSql('alter table certificate_line alter data drop default');
  }
}
