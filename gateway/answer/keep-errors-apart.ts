import { GraphQLError } from 'graphql';
import type { FetchError, SubgraphSource } from '../data-source/subgraph-source.ts';

/** What services report while requests run, kept away from the planner's executor. */
export interface ErrorsApart {
  /** The same source, whose errors are kept. */
  from(source: SubgraphSource): SubgraphSource;
  /** What services have reported for a request, each with its place in the answer. */
  of(request: object): readonly GraphQLError[];
}

/**
 * Keeps the errors of services apart: the library tells which values it had to leave out only when it knows of no
 * error at all, so that one refused field would hide every reference that names nothing.
 */
export function keepErrorsApart(): ErrorsApart {
  const kept = new WeakMap<object, GraphQLError[]>();
  const keep = (request: object, errors: readonly GraphQLError[]): void => {
    kept.set(request, [...(kept.get(request) ?? []), ...errors]);
  };
  return {
    of: (request) => kept.get(request) ?? [],
    from: (source) => ({
      ...source,
      async process(options) {
        const result = await source.process(options);
        if (!result.errors || !('incomingRequestContext' in options)) return result;
        const request: object = options.incomingRequestContext;
        return { ...result, errors: mappedInto((errors) => keep(request, errors), result.errors) };
      },
    }),
  };
}

/** The library places an error in the answer by `map`: what it makes is kept, and it is left with none. */
function mappedInto<Errors extends readonly FetchError[]>(
  keep: (errors: GraphQLError[]) => void,
  errors: Errors,
): Errors {
  const map = (place: (error: FetchError) => unknown): [] => {
    keep(errors.map((error) => place(error)).filter((placed) => placed instanceof GraphQLError));
    return [];
  };
  return Object.assign([], { map }) as unknown as Errors;
}
