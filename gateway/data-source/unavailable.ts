import { Kind, parse, type SelectionSetNode } from 'graphql';
import type { Fetch, FetchResult } from './subgraph-source.ts';

export const SUBGRAPH_UNAVAILABLE = 'SUBGRAPH_UNAVAILABLE';

/**
 * The answer of a subgraph that gave none: null for each field it was asked for, and an error there that names the
 * service. Fields, not nothing: what another service works out from one of them is then asked all the same, and says
 * itself what it misses.
 */
export function unavailable(service: string, fetch: Fetch, cause: Error): FetchResult {
  const representations = fetch.variables?.['representations'];
  if (!Array.isArray(representations)) {
    const names = namesIn(fetch);
    return { data: nulls(names), errors: names.map((name) => missing(service, [name], cause)) };
  }
  const asked = namesIn(fetch);
  const entities = representations.map((known: object) => asked.filter((name) => !Object.hasOwn(known, name)));
  return {
    data: { _entities: entities.map(nulls) },
    errors: entities.flatMap((names, index) =>
      names.map((name) => missing(service, ['_entities', index, name], cause)),
    ),
  };
}

const nulls = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, null]));

const missing = (service: string, path: (string | number)[], originalError: Error) => ({
  message: `This part of the answer is unavailable for the moment: ${service} does not answer. Ask again in a while.`,
  path,
  extensions: { code: SUBGRAPH_UNAVAILABLE, service },
  originalError,
});

/** The names under which a fetch asks for fields: of the root, or of the entities whatever their type. */
function namesIn(fetch: Fetch): string[] {
  const [operation] = parse(fetch.query).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  const [first] = operation.selectionSet.selections;
  const isOfEntities = first?.kind === Kind.FIELD && first.name.value === '_entities';
  return fieldNames(isOfEntities ? first.selectionSet! : operation.selectionSet);
}

function fieldNames({ selections }: SelectionSetNode): string[] {
  const names = selections.flatMap((selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldNames(selection.selectionSet);
    if (selection.kind === Kind.FRAGMENT_SPREAD || selection.name.value === '__typename') return [];
    return [selection.alias?.value ?? selection.name.value];
  });
  return [...new Set(names)];
}
