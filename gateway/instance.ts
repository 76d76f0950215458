import './no-telemetry.ts';
import { execute, parse } from 'graphql';
import { pino } from 'pino';
import { createInventorySubgraph } from '../services/inventory/subgraph.ts';
import type { SendToPeer } from '../packages/platform/peers/call-peer.ts';
import { readInstanceEnv } from '../packages/platform/service/env.ts';
import { instanceOptions } from '../packages/platform/service/instance-options.ts';
import { createMetrics } from '../packages/platform/metrics/metrics.ts';
import { SUBGRAPH_NAMES, type Subgraph, type SubgraphName } from '../packages/platform/peers/subgraph.ts';
import { createLendingSubgraph } from '../services/lending/subgraph.ts';
import { createPartnersSubgraph } from '../services/partners/subgraph.ts';
import { createTrainingSubgraph } from '../services/training/subgraph.ts';
import { startAllInOne } from './all-in-one.ts';
import { processEnv } from './env.ts';
import { settingsFrom } from './settings-from-env.ts';

const CREATE = {
  inventory: createInventorySubgraph,
  lending: createLendingSubgraph,
  training: createTrainingSubgraph,
  partners: createPartnersSubgraph,
};

const env = processEnv();
const instance = readInstanceEnv();
const logins = instance.DATABASE_URLS;
const log = pino({ name: instance.ASSOCIATION ?? 'hub', level: env.LOG_LEVEL });
const metrics = createMetrics({ ofProcess: true });
const subgraphs = new Map<SubgraphName, Subgraph>();

/** Peers in the same process. */
const send: SendToPeer = async (peer, { query, variables }, signedViewer) => {
  const { schema, contextFor } = subgraphs.get(peer)!;
  const contextValue = await contextFor(signedViewer);
  return execute({ schema, document: parse(query), variableValues: variables, contextValue });
};

const opened = await Promise.all(
  SUBGRAPH_NAMES.map((name) =>
    CREATE[name](instanceOptions(instance, name, { databaseUrl: logins[name], log, metrics, send })),
  ),
);
for (const subgraph of opened) subgraphs.set(subgraph.name, subgraph);

const settings = await settingsFrom(env, instance.ASSOCIATION ?? null, { log, metrics });
const running = await startAllInOne({ subgraphs: opened, ...settings });
log.info(`the graph is at ${running.url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void running.close().then(() => process.exit(0)));
}
