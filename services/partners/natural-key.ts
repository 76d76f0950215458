import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '../../packages/platform/refusals/refusal.ts';
import { takeTurns } from '../../packages/platform/verb/take-turns.ts';

/**
 * Refuses `ALREADY_REGISTERED` when the key names something. Two registrations of the same key take turns, so that the
 * second is refused too and never fails.
 */
export async function refuseRegistered(
  em: EntityManager,
  entity: new () => { id: string },
  id: string,
  field: string,
): Promise<void> {
  await takeTurns(em, entity.name, id);
  if (await em.findOne(entity, { id })) throw alreadyRegistered(id, field);
}

export function alreadyRegistered(id: string, field: string): Refusal<'ALREADY_REGISTERED'> {
  return new Refusal('ALREADY_REGISTERED', field, {
    en: `It is registered already; use it under the id ${id}.`,
    fr: `Cette inscription existe déjà ; utilisez-la sous l'identifiant ${id}.`,
  });
}
