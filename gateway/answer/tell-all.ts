import { GraphQLError } from 'graphql';

export const UNRESOLVED_REFERENCE = 'UNRESOLVED_REFERENCE';

type Path = readonly (string | number)[];
type Data = Record<string, unknown> | null | undefined;

/** What an answer holds, what services reported, and which values were left out since the schema wants them not null. */
export interface Executed {
  data: Data;
  reported: readonly GraphQLError[];
  lost: readonly GraphQLError[];
}

/**
 * Every error of an answer, each at the place that it leaves empty: what services reported, and each value that is
 * missing without a report, so that nothing is ever empty in silence.
 */
export function tellAll({ data, reported, lost }: Executed): GraphQLError[] {
  const silent = lost.filter(({ path }) => !reported.some((error) => isAround(error.path, path)));
  const placed = [...reported, ...silent.map(explained)].map((error) => at(placeIn(data, error.path), error));
  return [...new Map(placed.map((error) => [JSON.stringify([error.path, error.message]), error])).values()];
}

/** Whether an error at one place accounts for what is missing at the other: it stands above it, below it, or anywhere. */
function isAround(place: Path | undefined, missing: Path = []): boolean {
  return (place ?? []).every((step, depth) => depth >= missing.length || step === missing[depth]);
}

/** A value that no service reported: a reference to what its owner does not know, else a value outside the schema, a bug. */
function explained({ message, path }: GraphQLError): GraphQLError {
  if (!message.startsWith('Cannot return null')) return new GraphQLError(message, { path });
  return new GraphQLError('What stands here is not known to the service that keeps it. The rest of the answer holds.', {
    path,
    originalError: new Error(message),
    extensions: { code: UNRESOLVED_REFERENCE },
  });
}

/** A path as far as the answer goes: not below a null, and not to a field that only services know. */
function placeIn(data: Data, path: Path | undefined): Path | undefined {
  if (!data || !path) return path;
  let here: unknown = data;
  for (const [depth, step] of path.entries()) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return path.slice(0, depth);
    here = (here as Record<string | number, unknown>)[step];
  }
  return path;
}

function at(path: Path | undefined, error: GraphQLError): GraphQLError {
  const { message, nodes, source, positions, originalError, extensions } = error;
  return new GraphQLError(message, { nodes, source, positions, path, originalError, extensions });
}
