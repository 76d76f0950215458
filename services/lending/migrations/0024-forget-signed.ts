import { Migration } from '@mikro-orm/migrations';

/** The digest of an agreement holds for names: it goes when a loan and its household are parted, whatever parts them. */
export class Migration0024 extends Migration {
  override up(): void {
    this.addSql(forget);
    this.addSql(`create trigger forget_signed after update of household_id on loan for each row
      when (old.household_id is not null and new.household_id is null) execute function forget_signed()`);
  }
}

const forget = `
  create function forget_signed() returns trigger language plpgsql set search_path from current as $forget$
  begin
    delete from signed_agreement where loan_id = new.id;
    return null;
  end $forget$`;
