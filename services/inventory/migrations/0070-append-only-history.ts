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

// A partner is told the states of its machines, which their histories add up to, and no history (`policies.ts`).
const ROLES = ['technician', 'lender', 'manager', 'partner'] as const;

const KEYS = {
  Computer: 'computer.id',
  Donation: 'donation.id',
  Certificate: 'certificate.id',
  Part: 'part.id',
  RepairTicket: 'repair_ticket.id',
  Storage: 'storage.id',
  Transfer: 'transfer.id',
  TrustedAssociation: 'trusted_association.id',
  WorkshopShift: 'workshop_shift.id',
};
