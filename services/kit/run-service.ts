import { pino } from 'pino';
import { sendOverHttp } from './call-peer.ts';
import type { SubgraphOptions } from './create-subgraph.ts';
import { readInstanceEnv, readServerEnv } from './env.ts';
import { instanceOptions } from './instance-options.ts';
import { createMetrics } from './metrics/metrics.ts';
import { serve } from './serve.ts';
import type { Subgraph, SubgraphName } from './subgraph.ts';

/** Runs one service as a process of its own, from its environment, until it is told to stop. */
export async function runService(
  name: SubgraphName,
  create: (options: SubgraphOptions) => Promise<Subgraph>,
): Promise<void> {
  try {
    const instance = readInstanceEnv();
    const server = readServerEnv();
    const log = pino({ name, level: instance.LOG_LEVEL });
    const metrics = createMetrics({ ofProcess: true });
    const send = sendOverHttp(server.PEER_URLS);
    const subgraph = await create(instanceOptions(instance, name, { log, metrics, send }));
    const { HOST: host, PORT: port, METRICS_TOKEN: metricsToken } = server;
    const served = await serve(subgraph, { host, port, metrics, metricsToken });
    log.info(`${name} is at ${served.url}`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void served.close().then(() => process.exit(0)));
    }
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}
