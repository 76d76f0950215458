import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import type { NewId } from '../packages/platform/context/ids.ts';
import { COST_EXCEEDED } from './cost/refuse-cost.ts';
import { UNRESOLVED_REFERENCE } from './answer/tell-all.ts';
import { TOO_MANY_REQUESTS } from './limits/limit-rate.ts';
import { SUBGRAPH_UNAVAILABLE } from './data-source/unavailable.ts';

/** Codes a client may rely on. An error with any other code, or none, is a bug and is masked. */
const SHARED_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'TOO_MANY_DOCUMENTS',
  'FIGURES_UNREACHABLE',
  'KEPT_BY_ASSOCIATIONS',
  'TIMEOUT',
  'STOPPING',
  SUBGRAPH_UNAVAILABLE,
];

/** Codes of the gateway itself; from a subgraph they would mean that the two disagree on the schema: a bug. */
const OWN_CODES = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'OPERATION_NOT_SUPPORTED',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_REQUEST',
  'SIGN_IN_UNAVAILABLE',
  COST_EXCEEDED,
  UNRESOLVED_REFERENCE,
  TOO_MANY_REQUESTS,
];

const shared = new Set(SHARED_CODES);
const own = new Set([...SHARED_CODES, ...OWN_CODES]);

export interface ErrorLog {
  error(fields: object, message: string): void;
}

/**
 * What a client is told of an error: message, place and code for those it can act on; for a bug an id that leads to
 * the log line. Nothing else of `extensions` leaves, since libraries put URLs, bodies and stack traces there.
 */
export function formatErrorFor(log: ErrorLog, newId: NewId) {
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const { message, locations, path, extensions } = formatted;
    const subgraph = extensions?.['serviceName'];
    const code = String(extensions?.['code']);
    const isKnown = (subgraph === undefined ? own : shared).has(code);
    if (isKnown)
      return { message, locations, path, extensions: { code, ...toActOn(extensions), ...priceOf(extensions) } };
    const errorId = newId('error');
    log.error({ errorId, subgraph, path, err: loggable(unwrapResolverError(thrown)) }, message);
    return {
      message: `Something went wrong on our side. Quote ${errorId} when you report it.`,
      locations,
      path,
      extensions: { code: 'INTERNAL_SERVER_ERROR', errorId },
    };
  };
}

/** Where an error came from, and not the row or value that a database adds to it: it may be somebody's. */
function loggable(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, code, constraint } = error as Error & { code?: string; constraint?: string };
  return { type: name, message, stack, code, constraint };
}

/**
 * What a client needs besides a code, all of it names that anybody may know: the argument that could not be read, so that
 * a form can show where; the service that did not answer.
 */
function toActOn(extensions: GraphQLFormattedError['extensions']): { argument?: string; service?: string } {
  const { argument, service } = extensions ?? {};
  return { ...(typeof argument === 'string' && { argument }), ...(typeof service === 'string' && { service }) };
}

/** What a request would cost, and why: worked out here, from the document and what is public. */
function priceOf(extensions: GraphQLFormattedError['extensions']): object {
  if (extensions?.['code'] === TOO_MANY_REQUESTS) return { retryAfter: extensions['retryAfter'] };
  if (extensions?.['code'] !== COST_EXCEEDED) return {};
  const { cost, budget, dearest } = extensions;
  return { cost, budget, dearest };
}
