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

const ROLES = ['technician', 'lender', 'trainer', 'manager', 'coordinator'] as const;

const KEYS = {
  Agreement: 'agreement.id',
  Association: 'association.id',
  Install: 'enrolment.id',
  Organisation: 'organisation.id',
  Programme: 'programme.id',
  ReportingPeriod: 'reporting_period.id',
  ServiceDelivery: 'delivery.id',
};
