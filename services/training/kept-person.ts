import type { EntityManager } from '@mikro-orm/postgresql';

/** SQL of the id a person is kept under, of an id that may have been given up in a merge. */
export const keptPersonSql = (id: string): string =>
  `coalesce((select kept_id from person_alias where person_alias.id = ${id}), ${id})`;

const MERGES = `hashtextextended('merges of people', 0)`;

/** Waits for the verbs that name people, and lets none begin before this transaction ends. */
export async function stopNamingPeople(em: EntityManager): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock(${MERGES})`);
}

/**
 * The id each person is kept under, by the id given. No merge comes in between until the transaction ends; ask before
 * anything else is locked, so that a merge and a verb never wait for each other crosswise.
 */
export async function keptPeople(em: EntityManager, ids: readonly string[]): Promise<(id: string) => string> {
  if (ids.length === 0) return (id) => id;
  await em.execute(`select pg_advisory_xact_lock_shared(${MERGES})`);
  const aliases = await em.execute<{ id: string; kept_id: string }[]>(
    'select id, kept_id from person_alias where id in (select jsonb_array_elements_text(?::jsonb))',
    [JSON.stringify(ids)],
  );
  const keptById = new Map(aliases.map(({ id, kept_id }) => [id, kept_id]));
  return (id) => keptById.get(id) ?? id;
}

/** The id a person is kept under, as `keptPeople`. */
export const keptPerson = async (em: EntityManager, id: string): Promise<string> => (await keptPeople(em, [id]))(id);

/** Stands for somebody who was forgotten: random, and the same in all that was theirs, so that no figure moves. */
export const DETACHED = 'detached';

export const isForgotten = (personId: string): boolean => personId.startsWith(`${DETACHED}_`);
