import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '../../packages/platform/refusals/refusal.ts';

/** The entity of an id, to be spoken of and not changed; refuses `NOT_FOUND`, naming the input field. */
export async function existing<Entity extends { id: string }>(
  em: EntityManager,
  entity: new () => Entity,
  id: string,
  field: string,
): Promise<Entity> {
  const found = await em.findOne(entity as new () => { id: string }, { id });
  if (!found) throw notFound(field, id);
  return found as Entity;
}
