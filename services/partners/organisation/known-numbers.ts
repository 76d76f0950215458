import type { EntityManager } from '@mikro-orm/postgresql';
import { alreadyRegistered } from '../natural-key.ts';
import { Organisation } from './organisation.entity.ts';

/** Refuses `ALREADY_REGISTERED` when another organisation has one of the numbers. */
export async function refuseKnownNumbers(
  em: EntityManager,
  numbers: { siret?: string | null; rna?: string | null },
  id: string,
): Promise<void> {
  for (const number of ['siret', 'rna'] as const) {
    if (!numbers[number]) continue;
    const same = await em.findOne(Organisation, { [number]: numbers[number] });
    if (same && same.id !== id) throw alreadyRegistered(same.id, number);
  }
}
