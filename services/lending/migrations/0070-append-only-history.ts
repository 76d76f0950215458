import { Migration } from '@mikro-orm/migrations';
import { ONCE_PER_STATEMENT } from '../../../packages/platform/database/once-per-statement.ts';
import { historyGuardSql } from '../../../packages/platform/verb/history-guard.ts';

/** The history is append-only, and read by who may read the thing it tells of; policies look up who asks once for a statement. */
export class AppendOnlyHistory extends Migration {
  override up(): void {
    this.addSql(historyGuardSql(HISTORY_READERS));
    this.addSql(ONCE_PER_STATEMENT);
  }
}

/** Who read the history of lending when it was closed to the others. */
export const HISTORY_READERS = {
  roles: ['lender', 'trainer', 'manager'],
  keys: {
    Household: 'household.id',
    Loan: 'loan.id',
    Organisation: 'organisation_contact.organisation_id',
    Person: 'person.id',
  },
} as const;
