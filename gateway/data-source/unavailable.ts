import { Kind, parse } from 'graphql';
import type { Fetch, FetchResult } from './subgraph-source.ts';

export const SUBGRAPH_UNAVAILABLE = 'SUBGRAPH_UNAVAILABLE';

/** The answer of a subgraph that gave none: an error at each place of the response it leaves empty. */
export function unavailable(fetch: Fetch, cause: Error): FetchResult {
  const errors = emptyPlaces(fetch).map((path) => ({
    message: 'This part of the answer is unavailable for the moment.',
    path,
    extensions: { code: SUBGRAPH_UNAVAILABLE },
    originalError: cause,
  }));
  return { data: null, errors };
}

function emptyPlaces(fetch: Fetch): (string | number)[][] {
  const representations = fetch.variables?.['representations'];
  if (Array.isArray(representations)) return representations.map((_, index) => ['_entities', index]);
  const [operation] = parse(fetch.query).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  return operation.selectionSet.selections.flatMap((field) =>
    field.kind === Kind.FIELD ? [[field.alias?.value ?? field.name.value]] : [],
  );
}
