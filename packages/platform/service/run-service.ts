import { pino } from 'pino';
import { sendOverHttp } from '../peers/call-peer.ts';
import type { SubgraphOptions } from './create-subgraph.ts';
import { readServiceEnv } from './env.ts';
import { instanceOptions } from './instance-options.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { serve } from './serve.ts';
import type { Subgraph, SubgraphName } from '../peers/subgraph.ts';

/** Runs one service as a process of its own, from its environment, until it is told to stop. */
export async function runService(
  name: SubgraphName,
  create: (options: SubgraphOptions) => Promise<Subgraph>,
): Promise<void> {
  try {
    const env = readServiceEnv();
    const log = pino({ name, level: env.LOG_LEVEL });
    const metrics = createMetrics({ ofProcess: true });
    const send = sendOverHttp(env.PEER_URLS);
    const { DATABASE_URL: databaseUrl, HOST: host, PORT: port, METRICS_TOKEN: metricsToken } = env;
    const subgraph = await create(instanceOptions(env, name, { databaseUrl, log, metrics, send }));
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
