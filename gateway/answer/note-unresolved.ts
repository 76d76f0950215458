import type { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import type { Metrics } from '../../packages/platform/metrics/metrics.ts';
import { UNRESOLVED_REFERENCE } from './tell-all.ts';

/** Places told in one line of the log: a whole page may name nothing. */
const MOST_PLACES = 10;

/** Logs and counts what names nothing: the operator is to see it, since no client can mend it. */
export function noteUnresolved(
  told: readonly GraphQLError[],
  { log, metrics }: { log: Logger; metrics: Pick<Metrics, 'unresolved'> },
): void {
  const unresolved = told.filter(({ extensions }) => extensions['code'] === UNRESOLVED_REFERENCE);
  if (unresolved.length === 0) return;
  const count = unresolved.length;
  metrics.unresolved.inc(count);
  const places = unresolved
    .slice(0, MOST_PLACES)
    .map(({ path, originalError }) => ({ path, problem: originalError?.message }));
  log.error({ event: 'unresolved_reference', count, places }, 'an answer names what no service knows');
}
