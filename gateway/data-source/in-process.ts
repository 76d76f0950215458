import { execute, getOperationAST, parse, type DocumentNode } from 'graphql';
import type { Metrics } from '../../packages/platform/metrics/metrics.ts';
import type { Subgraph } from '../../packages/platform/peers/subgraph.ts';
import { keepRecent } from './keep-recent.ts';
import { inSlices } from './in-slices.ts';
import type { Fetch, FetchResult, GatewayContext, SubgraphSource } from './subgraph-source.ts';
import { unavailable } from './unavailable.ts';
import { withUniqueRepresentations } from './unique-representations.ts';

const KEPT_DOCUMENTS = 1000;

interface InProcessOptions {
  /** Told of each fetch that got no answer. */
  onUnavailable: (cause: Error) => void;
  /** Where fetches are counted, as a service of its own process would count them. */
  requests?: Metrics['requests'];
}

/**
 * Executes a subgraph in this process, in a context of the subgraph's own. A fetch is parsed once and never
 * validated: the query planner wrote it from the schema that was composed from this one.
 */
export function createInProcessSource(
  subgraph: Pick<Subgraph, 'name' | 'schema' | 'contextFor' | 'ready' | 'close'>,
  { onUnavailable, requests }: InProcessOptions,
): SubgraphSource {
  const documents = keepRecent<DocumentNode>(KEPT_DOCUMENTS);

  async function send(fetch: Fetch, contextValue: object): Promise<FetchResult> {
    const document = documents.get(fetch.query, (text) => parse(text, { noLocation: true }));
    const end = requests?.startTimer({ service: subgraph.name });
    const result = await execute({
      schema: subgraph.schema,
      document,
      variableValues: fetch.variables,
      operationName: fetch.operationName,
      contextValue,
    });
    const kind = getOperationAST(document, fetch.operationName)?.operation ?? 'none';
    end?.({ kind, outcome: result.errors ? 'error' : 'ok' });
    return result;
  }

  async function answer(fetch: Fetch, { signedViewer, signal }: Partial<GatewayContext>): Promise<FetchResult> {
    try {
      const context = await subgraph.contextFor(signedViewer, signal);
      return await withUniqueRepresentations(fetch, (unique) =>
        inSlices(unique, (slice) => send(slice, context), signal),
      );
    } catch (error) {
      if (!signal?.aborted) onUnavailable(error as Error);
      return unavailable(subgraph.name, fetch, error as Error);
    }
  }

  return {
    process: ({ request, context }) => answer(request as Fetch, context),
    ready: () => subgraph.ready(),
    close: () => subgraph.close(),
  };
}
