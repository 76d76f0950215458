import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal, type Sentence } from '../../../packages/platform/refusals/refusal.ts';

interface KeptRefusal {
  code: string;
  field: string | null;
  sentence: Sentence;
}

/**
 * Does once what a crossing asks for, or refuses it once: whoever asks again is told the same and changes nothing. One
 * crossing may ask for several things, each by another verb. Call it with the machine locked.
 */
export async function doOnce(
  em: EntityManager,
  { verb, crossingId }: { verb: string; crossingId: string },
  whyNot: () => Refusal | null,
  work: () => Promise<void>,
): Promise<Refusal | null> {
  const key = `${verb} ${crossingId}`;
  const kept = await keptAnswer(em, key);
  if (kept) return kept.refusal;
  const refusal = await keepAnswer(em, key, whyNot());
  if (!refusal) await work();
  return refusal;
}

/** What was answered under a key, if anything was. */
export async function keptAnswer(em: EntityManager, key: string): Promise<{ refusal: Refusal | null } | null> {
  const [kept] = await em.execute<{ refusal: KeptRefusal | null }[]>(
    'select refusal from crossing_answer where crossing_id = ?',
    [key],
  );
  return kept ? { refusal: kept.refusal && refusalOf(kept.refusal) } : null;
}

/** Keeps an answer under a key, and gives it back. */
export async function keepAnswer(em: EntityManager, key: string, refusal: Refusal | null): Promise<Refusal | null> {
  await em.execute('insert into crossing_answer (crossing_id, refusal) values (?, ?::jsonb)', [
    key,
    refusal && JSON.stringify({ code: refusal.code, field: refusal.field, sentence: refusal.sentence }),
  ]);
  return refusal;
}

const refusalOf = ({ code, field, sentence }: KeptRefusal): Refusal => new Refusal(code, field, sentence);
