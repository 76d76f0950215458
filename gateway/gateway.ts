import './no-telemetry.ts';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { systemClock, type Clock } from '../services/kit/clock.ts';
import { newTypeId, type NewId } from '../services/kit/ids.ts';
import { countRequests } from '../services/kit/metrics/count-requests.ts';
import { createMetrics, type Metrics } from '../services/kit/metrics/metrics.ts';
import { createNetworkSize } from './cost/network-size.ts';
import { costHere, fragmentsOf, whyTooDear } from './cost/refuse-cost.ts';
import type { GatewayContext, SourceFor, SubgraphSource } from './data-source/subgraph-source.ts';
import { formatErrorFor } from './errors.ts';
import { freeReservedVariable } from './free-reserved-variable.ts';
import { answerAsAccepted } from './http/answer-as-accepted.ts';
import { LIMITS } from './limits/limits.ts';
import { readScalarsOf, readVariables } from './read-scalars.ts';

/** The service that keeps the directory of the network. */
const DIRECTORY = 'partners';
const NO_OPERATION = 'The document holds no operation of that name, or several and no name was given.';

export interface GatewayOptions {
  supergraphSdl: string;
  sourceFor: SourceFor;
  log: Logger;
  metrics?: Metrics;
  /** Whether errors may name what the schema holds; for development only. */
  showSchemaHints?: boolean;
  newId?: NewId;
  clock?: Clock;
}

/** The gateway of one instance, without its HTTP front. */
export interface Gateway {
  server: ApolloServer<GatewayContext>;
  /** Resolves when every subgraph answers; rejects with the reason otherwise. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** Loads a supergraph and serves it from its subgraphs. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { log, newId = newTypeId, showSchemaHints = false, metrics = createMetrics() } = options;
  const sources: SubgraphSource[] = [];
  const server = new ApolloServer<GatewayContext>({
    gateway: plannerOf(options, (source) => sources.push(source)),
    logger: log,
    formatError: formatErrorFor(log, newId),
    hideSchemaDetailsFromClientErrors: !showSchemaHints,
    includeStacktraceInErrorResponses: false,
    introspection: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    csrfPrevention: true,
    maxRecursiveSelections: LIMITS.recursiveSelections,
    parseOptions: { maxTokens: LIMITS.tokens },
    stopOnTerminationSignals: false,
    apollo: { key: undefined, graphRef: undefined },
    plugins: [
      answerAsAccepted,
      countRequests(metrics, 'gateway'),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  return {
    server,
    ready: async () => void (await Promise.all(sources.map((source) => source.ready()))),
    close: async () => {
      await server.stop();
      await Promise.all(sources.map((source) => source.close()));
    },
  };
}

/** Apollo's planner and executor, with what it would tell a client held back. */
function plannerOf(
  { supergraphSdl, sourceFor, log, clock = systemClock }: GatewayOptions,
  keep: (source: SubgraphSource) => void,
): ApolloServerOptionsWithGateway<GatewayContext>['gateway'] {
  const byName = new Map<string, SubgraphSource>();
  const networkSize = createNetworkSize(() => byName.get(DIRECTORY), clock);
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger: log,
    __exposeQueryPlanExperimental: false,
    buildService({ name, url }) {
      const source = sourceFor(name, url);
      keep(source);
      byName.set(name, source);
      return source;
    },
  });
  return {
    onSchemaLoadOrUpdate: (listener) =>
      gateway.onSchemaLoadOrUpdate((loaded) => {
        readScalarsOf(loaded.apiSchema);
        listener(loaded);
      }),
    stop: () => gateway.stop(),
    async load(options) {
      const { executor } = await gateway.load(options);
      return {
        executor: async (request) => {
          // The library would answer 500 to a name that no operation has.
          if (!request.operation) return { errors: [new GraphQLError(NO_OPERATION)] };
          const { schema, document, operation } = request;
          const context = request.context as GatewayContext;
          const { errors, variables } = readVariables(schema, operation, request.request.variables);
          if (errors.length > 0) return { errors };
          const asked = { schema, operation, fragments: fragmentsOf(document), variables };
          const dear = whyTooDear(await costHere(asked, clock, () => networkSize(context)), context);
          if (dear) return { errors: [dear] };
          // `extensions` would hold values the subgraphs gave that the schema does not allow.
          const { extensions: _, ...result } = await executor(freeReservedVariable(request));
          return result;
        },
      };
    },
  };
}
