import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Makes verbs on the same subject take turns until their transactions end, where there is no row to lock yet:
 * what must be unique is then looked for and created without a race.
 */
export async function takeTurns(em: EntityManager, ...subject: string[]): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [subject.join(' ')]);
}
