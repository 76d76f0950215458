import type { EntityManager } from '@mikro-orm/postgresql';
import { refuse } from '../../kit/refusal.ts';
import { Eligibility } from './eligibility.entity.ts';
import { whyNotEligible } from './eligibility.rules.ts';

/** Refuses `ELIGIBILITY_EXPIRED` for a loan to a household whose last assessment has ended by that day. */
export async function refuseExpired(em: EntityManager, householdId: string | null, on: string): Promise<void> {
  if (!householdId) return;
  refuse(whyNotEligible(await em.find(Eligibility, { householdId }), on));
}
