import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { notFound, refuse } from '../../../packages/platform/refusals/refusal.ts';
import { Household } from '../household/household.entity.ts';
import { Person } from '../person/person.entity.ts';
import { merged, whyErased } from './duplicate.rules.ts';

/** The household of an id, locked. Refuses `NOT_FOUND`, `MERGED` (saying into which) and `ERASED`. */
export const presentHousehold = (em: EntityManager, id: string, field: string): Promise<Household> =>
  present(em, Household, 'household_alias', id, field);

/** The person of an id, locked. Refuses `NOT_FOUND`, `MERGED` (saying into whom) and `ERASED`. */
export const presentPerson = (em: EntityManager, id: string, field: string): Promise<Person> =>
  present(em, Person, 'person_alias', id, field);

async function present<One extends Household | Person>(
  em: EntityManager,
  entity: new () => One,
  aliases: string,
  id: string,
  field: string,
): Promise<One> {
  const found = (await em.findOne(
    entity as new () => Household,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  )) as One | null;
  if (!found) throw await absent(em, aliases, id, field);
  refuse(whyErased(found, field));
  return found;
}

async function absent(em: EntityManager, aliases: string, id: string, field: string) {
  const [alias] = await em.execute<{ kept_id: string }[]>(`select kept_id from ${aliases} where id = ?`, [id]);
  return alias ? merged(field, id, alias.kept_id) : notFound(field, id);
}
