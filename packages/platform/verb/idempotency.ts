import { createHash } from 'node:crypto';
import { helper, type EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '../refusals/refusal.ts';
import type { ServiceContext } from '../context/service-context.ts';
import type { Viewer } from '../access/viewer.ts';

/** Each service's first migration creates it. */
export const idempotencyMigrationSql = `
  create table idempotency (
    owner text not null, key text not null, verb text not null, digest text not null, result jsonb, recorded_at timestamptz not null,
    primary key (owner, key)
  );`;

const keyOf = (input: object): string | null => ('idempotencyKey' in input ? (input.idempotencyKey as string) : null);

/** Whose keys a viewer's are. */
export const ownerOf = ({ subject }: Viewer): string => subject ?? 'anonymous';

/** What a payload held, by reference: an entity as its class and id, so that a replay answers its present state. */
type Remembered = Record<string, { entity: string; ids: string[]; many: boolean } | { value: unknown }>;

/** A call of a verb: its input, and the digest of that as it came. */
export interface Call {
  verb: string;
  input: object;
  digest: string;
}

/**
 * Takes the key of a verb. Null when it is new (a racing twin then waits for this transaction); what the first call made
 * when it is not. Refuses `IDEMPOTENCY_KEY_REUSED` when the key came with another verb or input.
 */
export async function recall<Result>(em: EntityManager, context: ServiceContext, call: Call): Promise<Result | null> {
  const { verb, input, digest } = call;
  const key = keyOf(input);
  if (!key) return null;
  const owner = ownerOf(context.viewer);
  const taken = await em.execute(
    'insert into idempotency (owner, key, verb, digest, recorded_at) values (?, ?, ?, ?, ?) on conflict do nothing returning key',
    [owner, key, verb, digest, context.clock.now()],
  );
  if (taken.length > 0) return null;
  const [first] = await em.execute<{ verb: string; digest: string; result: Remembered }[]>(
    'select verb, digest, result from idempotency where owner = ? and key = ?',
    [owner, key],
  );
  if (!first) return recall(em, context, call);
  if (first.verb !== verb || first.digest !== digest) throw keyReused();
  return (await revive(em, first.result)) as Result;
}

/** Keeps what a verb answered under its key: takes `rememberedValues`, and changes nothing for a verb without a key. */
export const REMEMBER = 'update idempotency set result = ?::jsonb where owner = ? and key = ?';

export function rememberedValues({ viewer }: ServiceContext, input: object, result: object): unknown[] {
  const remembered: Remembered = Object.fromEntries(
    Object.entries(result).map(([name, value]) => [name, reference(value)]),
  );
  return [JSON.stringify(remembered), ownerOf(viewer), keyOf(input)];
}

/** Gives a key back when what it stood for was undone after all: the same request may then be made again. */
export async function giveBack(em: EntityManager, owner: string, key: string): Promise<void> {
  await em.execute('delete from idempotency where owner = ? and key = ?', [owner, key]);
}

/**
 * Forgets every key that names one of these ids, itself or by what it answered: a digest confirms a guess at its input.
 * The call that is running has answered nothing yet, and keeps its own.
 */
export async function forgetKeys(em: EntityManager, ids: readonly string[]): Promise<void> {
  await em.execute(
    `delete from idempotency using jsonb_array_elements_text(?::jsonb) as gone (id)
     where result is not null and position(gone.id in key || ' ' || result::text) > 0`,
    [JSON.stringify(ids)],
  );
}

/** What tells an input from another under the same key. */
export function digestOf(input: object): string {
  return createHash('sha256').update(JSON.stringify(input)).digest('hex');
}

function reference(value: unknown): Remembered[string] {
  const values = Array.isArray(value) ? value : [value];
  const [first] = values as { id: string }[];
  const entity = first && helper(first)?.__meta.className;
  // Only by reference: a copy would keep people's data here, and a replay would answer what was long ago.
  if (!entity) return { value };
  return {
    entity,
    ids: values.map(({ id }: { id: string }) => id),
    many: Array.isArray(value),
  };
}

async function revive(em: EntityManager, remembered: Remembered): Promise<Record<string, unknown>> {
  const revived: Record<string, unknown> = {};
  for (const [name, kept] of Object.entries(remembered)) {
    if ('value' in kept) {
      revived[name] = kept.value;
      continue;
    }
    const { class: entity } = em.getMetadata().getByClassName(kept.entity);
    const found = (await em.find(entity as new () => { id: string }, { id: { $in: kept.ids } })) as { id: string }[];
    const inOrder = kept.ids.map((id) => found.find((one) => one.id === id));
    revived[name] = kept.many ? inOrder : inOrder[0];
  }
  return revived;
}

const keyReused = (): Refusal<'IDEMPOTENCY_KEY_REUSED'> =>
  new Refusal('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey', {
    en: 'This idempotency key was already used for another request; use a new one for each action.',
    fr: "Cette clé d'idempotence a déjà servi à une autre demande ; utilisez-en une nouvelle par action.",
  });
