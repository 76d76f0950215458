import { Migration } from '@mikro-orm/migrations';

/** Whether partners has heard of those who gave the machines of a transfer: of none so far. */
export class TransferredDonors extends Migration {
  override up(): void {
    this.addSql('alter table transfer add are_donors_known boolean not null default false');
  }
}
