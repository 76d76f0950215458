import { Refusal } from '../../../../packages/platform/refusals/refusal.ts';
import type { LoanPriority } from '../loan.entity.ts';

/**
 * The fair order, in SQL: first by priority, which the staff sets with a reason; then whoever asked first; then the id,
 * so that two requests of one day never change places. The index of the waiting list is on these expressions.
 */
export const FAIR_ORDER = `array_position(array['PRESCRIBED', 'UNEQUIPPED', 'STANDARD'], priority), requested_on, id`;

/** `PRIORITY_WITHOUT_REASON`: whoever passes others does so for a reason that can be told. */
export function whyNotPriority(priority: LoanPriority, reason: string | null): Refusal | null {
  if (priority === 'STANDARD' || reason) return null;
  return new Refusal('PRIORITY_WITHOUT_REASON', 'reason', {
    en: 'Say why this request comes before others, or give it the STANDARD priority.',
    fr: "Dites pourquoi cette demande passe avant d'autres, ou donnez-lui la priorité STANDARD.",
  });
}

/** `NOT_FIRST_IN_LINE`: somebody else's turn has come first, and no reason was given to pass. Never says whose. */
export function whyNotItsTurn(loanId: string, firstInLine: string | null, reason: string | null): Refusal | null {
  if (firstInLine === null || firstInLine === loanId || reason) return null;
  return new Refusal('NOT_FIRST_IN_LINE', 'loanId', {
    en: 'Another request comes first on the waiting list: grant that one, or give `outOfTurnReason`; it is kept.',
    fr: "Une autre demande passe avant sur la liste d'attente : accordez celle-là, ou donnez `outOfTurnReason` ; ce motif est conservé.",
  });
}
