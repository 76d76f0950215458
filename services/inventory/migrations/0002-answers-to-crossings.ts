import { Migration } from '@mikro-orm/migrations';

export class AnswersToCrossings extends Migration {
  override up(): void {
    // The refusal is null when the machine went out.
    this.addSql('create table crossing_answer (crossing_id text primary key, refusal jsonb)');
  }
}
