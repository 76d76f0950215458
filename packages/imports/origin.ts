import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';

/** What was made of something that a file names by a key of its own. */
export interface Origin {
  key: string;
  objectId: string;
  /** Of what the file said of it. */
  digest: string;
}

/** What was imported under these keys, by key. */
export async function originsOf(
  em: EntityManager,
  verb: string,
  keys: readonly string[],
): Promise<Map<string, Origin>> {
  const rows = await em.execute<Origin[]>(
    `select key, object_id as "objectId", digest from import_origin
     where verb = ? and key in (select jsonb_array_elements_text(?::jsonb))`,
    [verb, JSON.stringify(keys)],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** Keeps under which keys things were imported; the first one stays. */
export async function keepOrigins(em: EntityManager, verb: string, origins: readonly Origin[]): Promise<void> {
  if (origins.length === 0) return;
  await em.execute(
    `insert into import_origin (verb, key, object_id, digest)
     select ?, key, "objectId", digest from jsonb_to_recordset(?::jsonb) as origin (key text, "objectId" text, digest text)
     on conflict do nothing`,
    [verb, JSON.stringify(origins)],
  );
}

/** Forgets that these things were imported, and every line that tells of them: the same line would make them anew. */
export async function forgetImported(em: EntityManager, ids: readonly string[]): Promise<void> {
  const gone = JSON.stringify(ids);
  await em.execute('delete from import_origin where object_id in (select jsonb_array_elements_text(?::jsonb))', [gone]);
  await em.execute(
    `delete from import_line using jsonb_array_elements_text(?::jsonb) as gone (id)
     where position(gone.id in concat_ws(' ', object_id, message_en)) > 0`,
    [gone],
  );
}

/** Forgets what files said of these things, and not that they were imported: the same line is then refused as changed. */
export async function forgetDrafts(em: EntityManager, ids: readonly string[]): Promise<void> {
  await em.execute(
    "update import_origin set digest = '' where object_id in (select jsonb_array_elements_text(?::jsonb))",
    [JSON.stringify(ids)],
  );
}

/** The digest of a draft, whatever the order of its fields: the database gives them back in another one. */
export function digestOf(draft: unknown): string {
  return createHash('sha256').update(JSON.stringify(draft, inOrder)).digest('hex');
}

const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
