import { Migration } from '@mikro-orm/migrations';
import { ONCE_PER_STATEMENT } from '../../../packages/platform/database/once-per-statement.ts';
import { historyGuardSql } from '../../../packages/platform/verb/history-guard.ts';

/** The history is append-only, and read by who may read the thing it tells of; policies look up who asks once for a statement. */
export class AppendOnlyHistory extends Migration {
  override up(): void {
    this.addSql(historyGuardSql({ roles: ROLES, keys: KEYS }));
    this.addSql(ONCE_PER_STATEMENT);
  }
}

const ROLES = ['trainer', 'manager'] as const;

const KEYS = {
  Attendance: 'attendance.id',
  Pathway: 'pathway.id',
  Place: 'place.id',
  Session: 'session.id',
  Visa: 'visa.id',
  VisaAllocation: 'visa_allocation.id',
  VisaClaim: 'visa_claim.id',
};
