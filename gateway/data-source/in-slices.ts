import { setImmediate as breathe } from 'node:timers/promises';
import { tookTooLong } from '../../packages/platform/database/patience.ts';
import type { Fetch, FetchError, FetchResult } from './subgraph-source.ts';

type Send = (fetch: Fetch) => Promise<FetchResult>;

/** A fetch of one field asks for so many entities at once; of more fields, for fewer. */
const MOST_ENTITIES = 300;
const FEWEST_ENTITIES = 100;
const MOST_SELECTIONS = 1_500;

/**
 * Sends a fetch of many entities in several, one after the other, and gives the answer back as if it had been one: neither
 * this process nor the service is held for long. What is left is not sent once nobody waits for the answer.
 */
export async function inSlices(fetch: Fetch, send: Send, signal: AbortSignal | undefined): Promise<FetchResult> {
  const all = fetch.variables?.['representations'];
  const size = sliceOf(fetch.query);
  if (!Array.isArray(all) || all.length <= size) return send(fetch);
  const results: FetchResult[] = [];
  for (let from = 0; from < all.length; from += size) {
    if (signal?.aborted) throw tookTooLong();
    const representations = all.slice(from, from + size);
    results.push(shifted(await send({ ...fetch, variables: { ...fetch.variables, representations } }), from));
    await breathe();
  }
  const entities = results.map(({ data }, i) => entitiesOf(data) ?? nothing(Math.min(size, all.length - i * size)));
  const errors = results.flatMap((result) => result.errors ?? []);
  return { data: { _entities: entities.flat() }, ...(errors.length > 0 && { errors }) };
}

/** Statements are read a slice at a time: no more than a list with pages may hold is never taken apart. */
function sliceOf(query: string): number {
  const selections = query.split('{').length;
  return Math.max(FEWEST_ENTITIES, Math.min(MOST_ENTITIES, Math.floor(MOST_SELECTIONS / selections)));
}

const entitiesOf = (data: FetchResult['data']): unknown[] | undefined => data?.['_entities'] as unknown[] | undefined;
const nothing = (count: number): null[] => Array.from({ length: count }, () => null);

function shifted({ data, errors }: FetchResult, by: number): FetchResult {
  return { data, errors: errors?.map((error) => shiftedError(error, by)) };
}

/** The same error, still an instance with its cause where it was one, with the place of its entity among all. */
function shiftedError(error: FetchError, by: number): FetchError {
  const [root, index, ...rest] = error.path ?? [];
  if (root !== '_entities' || typeof index !== 'number') return error;
  return Object.create(error, { path: { value: [root, index + by, ...rest], enumerable: true } }) as FetchError;
}
