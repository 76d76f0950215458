import '../../gateway/no-telemetry.ts';
import { execute, parse } from 'graphql';
import { LocalGraphQLDataSource } from '@apollo/gateway';
import { pino } from 'pino';
import type { GatewayContext, SubgraphSource } from '../../gateway/data-source/subgraph-source.ts';
import { processEnv } from '../../gateway/env.ts';
import { settingsFrom } from '../../gateway/settings-from-env.ts';
import { startGateway } from '../../gateway/start-gateway.ts';
import type { SendToPeer } from '../../packages/platform/peers/call-peer.ts';
import { readInstanceEnv } from '../../packages/platform/service/env.ts';
import { instanceOptions } from '../../packages/platform/service/instance-options.ts';
import { createMetrics } from '../../packages/platform/metrics/metrics.ts';
import type { Subgraph } from '../../packages/platform/peers/subgraph.ts';
import { createInventorySubgraph } from '../../services/inventory/subgraph.ts';
import { createLendingSubgraph } from '../../services/lending/subgraph.ts';
import { createPartnersSubgraph } from '../../services/partners/subgraph.ts';
import { createTrainingSubgraph } from '../../services/training/subgraph.ts';

// An instance like gateway/instance.ts, with the library's own in-process data source in place of ours.
const instance = readInstanceEnv();
const logins = instance.DATABASE_URLS;
const log = pino({ level: 'silent' });
const metrics = createMetrics();
const subgraphs: Subgraph[] = [];
const send: SendToPeer = async (peer, { query, variables }, signedViewer) => {
  const { schema, contextFor } = subgraphs.find(({ name }) => name === peer)!;
  return execute({
    schema,
    document: parse(query),
    variableValues: variables,
    contextValue: await contextFor(signedViewer),
  });
};
subgraphs.push(
  await createInventorySubgraph(
    instanceOptions(instance, 'inventory', { databaseUrl: logins.inventory, log, metrics, send }),
  ),
  await createLendingSubgraph(
    instanceOptions(instance, 'lending', { databaseUrl: logins.lending, log, metrics, send }),
  ),
  await createTrainingSubgraph(
    instanceOptions(instance, 'training', { databaseUrl: logins.training, log, metrics, send }),
  ),
  await createPartnersSubgraph(
    instanceOptions(instance, 'partners', { databaseUrl: logins.partners, log, metrics, send }),
  ),
);

/** The library hands its own context on; the subgraphs need theirs. */
class StockSource extends LocalGraphQLDataSource<GatewayContext> implements SubgraphSource {
  constructor(private readonly subgraph: Subgraph) {
    super(subgraph.schema);
  }
  override async process(options: Parameters<LocalGraphQLDataSource<GatewayContext>['process']>[0]) {
    const context = await this.subgraph.contextFor(options.context['signedViewer']);
    return super.process({ ...options, context: context as GatewayContext });
  }
  ready(): Promise<void> {
    return this.subgraph.ready();
  }
  close(): Promise<void> {
    return this.subgraph.close();
  }
}

const settings = await settingsFrom(processEnv(), instance.ASSOCIATION ?? null, { log, metrics });
const running = await startGateway(settings, (name) => new StockSource(subgraphs.find((each) => each.name === name)!));
process.once('SIGTERM', () => void running.close().then(() => process.exit(0)));
