import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '../refusals/refusal.ts';

/**
 * The entity of an id, locked until the transaction ends so that two verbs on the same thing take turns.
 * Refuses `NOT_FOUND`, naming the input field.
 */
export async function findLocked<Entity extends { id: string }>(
  em: EntityManager,
  entity: new (...args: never[]) => Entity,
  id: string,
  field: string,
): Promise<Entity> {
  const found = await em.findOne(entity as new () => { id: string }, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!found) throw notFound(field, id);
  return found as Entity;
}
