import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Loan } from './loan.entity.ts';
import { NOT_STARTED } from './loan.rules.ts';

/** Who borrows: one of the two. */
type Borrower = Pick<Loan, 'householdId' | 'organisationId'>;

/**
 * `ALREADY_HAS_A_LOAN`: a household has one loan at a time, so that computers go round; an organisation may have as many
 * as it has desks to fill. Call it with the household locked.
 */
export async function whyNotAnotherLoan(em: EntityManager, householdId: string): Promise<Refusal | null> {
  const [open] = await em.execute<{ id: string }[]>(
    `select id from loan where household_id = ? and state in ('${[...NOT_STARTED, 'ACTIVE'].join("', '")}') order by id limit 1`,
    [householdId],
  );
  if (!open) return null;
  return new Refusal('ALREADY_HAS_A_LOAN', 'householdId', {
    en: `This household has the loan ${open.id}; go on with that one, or end it first.`,
    fr: `Ce foyer a déjà le prêt ${open.id} ; poursuivez celui-là, ou mettez-y fin d'abord.`,
  });
}

/** The last day of a borrower's sanction, whichever of its loans it comes from; null when there never was one. */
export async function sanctionOf(em: EntityManager, borrower: Borrower): Promise<string | null> {
  const { householdId, organisationId } = borrower;
  const [{ until } = { until: null }] = await em.execute<{ until: string | null }[]>(
    `select max(sanction_until)::text as until from loan
      where (household_id = ? or organisation_id = kept_organisation(?)) and sanction_lifted_on is null`,
    [householdId, organisationId],
  );
  return until;
}
