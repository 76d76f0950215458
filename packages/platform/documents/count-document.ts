import { GraphQLError } from 'graphql';

/** What one request may have made at a service: a morning's papers, in less time than the next request minds waiting. */
export const MOST_DOCUMENTS = 20;

const made = new WeakMap<object, number>();

/**
 * Counts a document that a request is about to have made, of which each takes the processor for itself. Throws
 * `TOO_MANY_DOCUMENTS` beyond twenty; what came before is answered.
 */
export function countDocument(context: object): void {
  const count = (made.get(context) ?? 0) + 1;
  made.set(context, count);
  if (count <= MOST_DOCUMENTS) return;
  throw new GraphQLError(
    `A request has at most ${MOST_DOCUMENTS} documents made: ask for fewer at a time. / Une demande fait faire ${MOST_DOCUMENTS} documents au plus : demandez-en moins à la fois.`,
    { extensions: { code: 'TOO_MANY_DOCUMENTS' } },
  );
}
