import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import { keepAnswer, keptAnswer } from './once.ts';

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
  const kept = await keptAnswer(em, crossingId);
  if (kept) return kept.refusal ?? BACK_ALREADY;
  return keepAnswer(em, crossingId, whyNot());
}

const BACK_ALREADY = new Refusal('COMPUTER_NOT_READY', 'computerId', {
  en: 'This machine went out for this and is back already; hand it over anew.',
  fr: 'Cette machine est sortie pour cela et déjà revenue ; remettez-la à nouveau.',
});
