import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal, type Sentence } from '../../kit/refusal.ts';

interface KeptRefusal {
  code: string;
  field: string | null;
  sentence: Sentence;
}

/**
 * The answer to a crossing that would take a machine out: the first one, whenever and however often it is asked. Lending
 * undoes what was refused once, so a request that comes late must not take the machine out after all. Call it with the
 * machine locked.
 */
export async function answerOnce(
  em: EntityManager,
  crossingId: string,
  whyNot: () => Refusal | null,
): Promise<Refusal | null> {
  const [kept] = await em.execute<{ refusal: KeptRefusal | null }[]>(
    'select refusal from crossing_answer where crossing_id = ?',
    [crossingId],
  );
  if (kept) return kept.refusal ? refusalOf(kept.refusal) : BACK_ALREADY;
  const refusal = whyNot();
  await em.execute('insert into crossing_answer (crossing_id, refusal) values (?, ?::jsonb)', [
    crossingId,
    refusal && JSON.stringify({ code: refusal.code, field: refusal.field, sentence: refusal.sentence }),
  ]);
  return refusal;
}

const refusalOf = ({ code, field, sentence }: KeptRefusal): Refusal => new Refusal(code, field, sentence);

const BACK_ALREADY = new Refusal('COMPUTER_NOT_READY', 'computerId', {
  en: 'This machine went out for this and is back already; hand it over anew.',
  fr: 'Cette machine est sortie pour cela et déjà revenue ; remettez-la à nouveau.',
});
