import type { EntityManager } from '@mikro-orm/postgresql';
import type { Database } from '../database/database.ts';
import { oneByKey, type Loading } from '../read/loader.ts';
import type { Viewer } from '../access/viewer.ts';
import { MERGES_LOCK } from './merge.migration.ts';

interface Alias {
  id: string;
  keptId: string;
}

const aliasById = oneByKey<Alias>('select id, kept_id from organisation_alias where id = any($1)', ({ id }) => id);

/** The organisation of an id that another service, or what never changes, knows it by. */
export async function keptOrganisation({ id }: { id: string }, context: Loading): Promise<{ id: string }> {
  const alias = await aliasById(context).load(id);
  return { id: alias?.keptId ?? id };
}

/**
 * The id under which an organisation is kept, for a verb that looks for what hangs on it. No merge comes in between until
 * the transaction ends; ask before anything is locked.
 */
export async function keptIdOf(em: EntityManager, id: string): Promise<string> {
  await em.execute(`select pg_advisory_xact_lock_shared(${MERGES_LOCK})`);
  const [kept] = await em.execute<{ id: string }[]>('select kept_organisation(?) as id', [id]);
  return kept!.id;
}

/** A partner as whoever its organisation is kept as, by whichever id its token names it. */
export async function asKept(viewer: Viewer, { pool }: Pick<Database, 'pool'>): Promise<Viewer> {
  if (viewer.organisation === null) return viewer;
  const { rows } = await pool.query<{ kept_id: string }>('select kept_id from organisation_alias where id = $1', [
    viewer.organisation,
  ]);
  return { ...viewer, organisation: rows[0]?.kept_id ?? viewer.organisation };
}
