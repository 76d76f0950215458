import type { EntityManager } from '@mikro-orm/postgresql';
import { refuse, type Refusal } from '../../../packages/platform/refusals/refusal.ts';
import { Household } from '../household/household.entity.ts';
import { Eligibility } from './eligibility.entity.ts';
import { toldAtRegistration, whyExpired, whyNotEntitled } from './eligibility.rules.ts';

/** Refuses `ELIGIBILITY_EXPIRED` for a loan of a household whose last assessment has ended by that day. */
export async function refuseExpired(em: EntityManager, householdId: string | null, on: string): Promise<void> {
  if (!householdId) return;
  refuse(whyExpired(await em.find(Eligibility, { householdId }), on));
}

/** Why nothing entitles the borrower of a loan on a day; null for an organisation, which nobody assesses. */
export async function whyNotEntitledOn(
  em: EntityManager,
  householdId: string | null,
  on: string,
): Promise<Refusal | null> {
  if (!householdId) return null;
  const assessments = await em.find(Eligibility, { householdId });
  const told = toldAtRegistration(await em.findOneOrFail(Household, { id: householdId }), assessments);
  return whyNotEntitled(told ? [told, ...assessments] : assessments, on);
}
