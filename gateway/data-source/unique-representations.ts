import type { Fetch, FetchError, FetchResult } from './subgraph-source.ts';

type Send = (fetch: Fetch) => Promise<FetchResult>;

/**
 * Sends a fetch with each entity key once, and gives the answer back as if every copy had been sent: the query
 * planner repeats a key for each place of the response where it stands.
 */
export async function withUniqueRepresentations(fetch: Fetch, send: Send): Promise<FetchResult> {
  const all = fetch.variables?.['representations'];
  if (!Array.isArray(all)) return send(fetch);
  const { unique, positions } = group(all);
  if (unique.length === all.length) return send(fetch);
  const result = await send({ ...fetch, variables: { ...fetch.variables, representations: unique } });
  return { ...result, data: expandData(result.data, positions), errors: expandErrors(result.errors, positions) };
}

/** The distinct representations, and for each of them the places it was asked for. */
function group(all: unknown[]) {
  const places = new Map<string, { representation: unknown; at: number[] }>();
  all.forEach((representation, index) => {
    const key = JSON.stringify(representation);
    const place = places.get(key);
    if (place) place.at.push(index);
    else places.set(key, { representation, at: [index] });
  });
  const distinct = [...places.values()];
  return { unique: distinct.map((each) => each.representation), positions: distinct.map((each) => each.at) };
}

function expandData(data: FetchResult['data'], positions: number[][]): FetchResult['data'] {
  const entities = data?.['_entities'];
  // A wrong number of entities is the gateway's to refuse.
  if (!data || !Array.isArray(entities) || entities.length !== positions.length) return data;
  const expanded: unknown[] = [];
  // The places of one key are asked the same things ever after, so they may share the object.
  entities.forEach((entity, index) => positions[index]!.forEach((position) => (expanded[position] = entity)));
  return { ...data, _entities: expanded };
}

function expandErrors(errors: FetchResult['errors'], positions: number[][]): FetchResult['errors'] {
  return errors?.flatMap((error) => {
    const [root, index, ...rest] = error.path ?? [];
    if (root !== '_entities' || typeof index !== 'number') return [error];
    return (positions[index] ?? []).map((position) => at(error, ['_entities', position, ...rest]));
  });
}

/** The same error at another path, still an instance with its cause where it was one. */
function at(error: FetchError, path: (string | number)[]): FetchError {
  return Object.create(error, { path: { value: path, enumerable: true } }) as FetchError;
}
