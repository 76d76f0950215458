import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal, type UserError } from '../platform/refusals/refusal.ts';
import type { ServiceContext } from '../platform/context/service-context.ts';
import type { Outcome } from './import-kind.ts';

/** Takes one line, all of it or nothing: what its verbs wrote is undone when one of them refuses. */
export async function takeOne(
  context: ServiceContext,
  work: (context: ServiceContext, em: EntityManager) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await context.database.unitOfWork(context.viewer).transactional(async (em) => {
      const inside = { ...context, database: { ...context.database, unitOfWork: () => em } };
      return work(inside, em);
    });
  } catch (error) {
    if (error instanceof Refusal) return { status: 'REFUSED', refusal: error };
    throw error;
  }
}

/** What a verb made; throws the refusal that it answered instead. */
export async function made<Answer extends { userErrors: readonly UserError[] }>(
  answer: Promise<Answer>,
): Promise<Answer> {
  const payload = await answer;
  const [error] = payload.userErrors;
  if (error) throw refusalOf(error);
  return payload;
}

/** A refusal out of what a verb answered. */
export const refusalOf = ({ code, field, sentence }: UserError): Refusal =>
  new Refusal(code, field?.join('.') ?? null, sentence);
