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
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import { systemClock, type Clock } from '../packages/calendar/clock.ts';
import { newTypeId, type NewId } from '../packages/platform/context/ids.ts';
import { countRequests } from '../packages/platform/metrics/count-requests.ts';
import { createMetrics, type Metrics } from '../packages/platform/metrics/metrics.ts';
import { createNetworkSize } from './cost/network-size.ts';
import { budgetOf, costHere, fragmentsOf, whyTooDear, whyTooMuch } from './cost/refuse-cost.ts';
import { describe, divide } from './answer/describe-schema.ts';
import { keepErrorsApart } from './answer/keep-errors-apart.ts';
import { noteUnresolved } from './answer/note-unresolved.ts';
import { tellAll } from './answer/tell-all.ts';
import type { GatewayContext, SourceFor, SubgraphSource } from './data-source/subgraph-source.ts';
import { awayOf } from './data-source/away.ts';
import { formatErrorFor } from './errors.ts';
import { freeReservedVariable } from './free-reserved-variable.ts';
import { answerAsAccepted } from './http/answer-as-accepted.ts';
import type { TakePoints } from './limits/limit-rate.ts';
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
  /** What is taken from each asker's share of a minute; nothing unless given. */
  takePoints?: TakePoints;
}

/** The gateway of one instance, without its HTTP front. */
export interface Gateway {
  server: ApolloServer<GatewayContext>;
  /** The subgraphs that do not answer just now, and how many there are in all. */
  away(): Promise<{ away: string[]; of: number }>;
  close(): Promise<void>;
}

/** Loads a supergraph and serves it from its subgraphs. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { log, newId = newTypeId, showSchemaHints = false, metrics = createMetrics() } = options;
  const sources = new Map<string, SubgraphSource>();
  const server = new ApolloServer<GatewayContext>({
    gateway: plannerOf({ ...options, metrics }, sources),
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
    away: async () => ({ away: await awayOf(sources), of: sources.size }),
    close: async () => {
      await server.stop();
      await Promise.all([...sources.values()].map((source) => source.close()));
    },
  };
}

type PlannerOptions = GatewayOptions & { metrics: Metrics };

/** Apollo's planner and executor, with what it would tell a client held back, and what it would not tell said. */
function plannerOf(
  { supergraphSdl, sourceFor, log, metrics, clock = systemClock, takePoints }: PlannerOptions,
  sources: Map<string, SubgraphSource>,
): ApolloServerOptionsWithGateway<GatewayContext>['gateway'] {
  const networkSize = createNetworkSize(() => sources.get(DIRECTORY), clock);
  const apart = keepErrorsApart();
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger: log,
    __exposeQueryPlanExperimental: false,
    buildService({ name, url }) {
      const source = sourceFor(name, url);
      sources.set(name, source);
      return apart.from(source);
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
          // The library would answer 500 to a subscription, and to a name that no operation has.
          if (request.operation?.operation === OperationTypeNode.SUBSCRIPTION) return { errors: [noSubscriptions()] };
          if (!request.operation) return { errors: [new GraphQLError(NO_OPERATION)] };
          const { schema, document, operation } = request;
          const context = request.context as GatewayContext;
          const { errors, variables } = readVariables(schema, operation, request.request.variables);
          if (errors.length > 0) return { errors };
          const priced = {
            schema,
            operation,
            fragments: fragmentsOf(document),
            variables,
            enough: budgetOf(context.viewer),
          };
          const cost = await costHere(priced, clock, () => networkSize(context));
          const refusal = whyTooDear(cost, context) ?? (await whyTooMuch(cost, context, takePoints));
          if (refusal) return { errors: [refusal] };
          const { descriptions, rest } = divide(request);
          const described = await describe(descriptions, request);
          if (!rest) return { data: described.data, ...(described.errors.length > 0 && { errors: described.errors }) };
          const asked = freeReservedVariable(rest);
          const { data, errors: own = [], extensions } = await executor(asked);
          const lost = (extensions?.['valueCompletion'] ?? []) as GraphQLError[];
          const told = tellAll({ data, lost, reported: [...apart.of(asked), ...own, ...described.errors] });
          noteUnresolved(told, { log, metrics });
          return { data: data && { ...data, ...described.data }, ...(told.length > 0 && { errors: told }) };
        },
      };
    },
  };
}

const noSubscriptions = (): GraphQLError =>
  new GraphQLError('Subscriptions are not answered here: ask a query again when you want to know.', {
    extensions: { code: 'OPERATION_NOT_SUPPORTED' },
  });
