import { pino } from 'pino';
import { createMetrics } from '../packages/platform/metrics/metrics.ts';
import { createHttpSource } from './data-source/http.ts';
import { processEnv } from './env.ts';
import { settingsFrom } from './settings-from-env.ts';
import { startGateway } from './start-gateway.ts';

const env = processEnv();
const log = pino({ name: 'gateway', level: env.LOG_LEVEL });

async function start() {
  return startGateway(
    await settingsFrom(env, env.ASSOCIATION ?? null, { log, metrics: createMetrics({ ofProcess: true }) }),
    (name, url) =>
      createHttpSource({
        service: name,
        url: env.SUBGRAPH_URLS[name] ?? url ?? '',
        timeoutMs: env.SUBGRAPH_TIMEOUT_MS,
        onUnavailable: (err) => log.warn({ subgraph: name, err }, 'a subgraph gave no answer'),
      }),
  );
}

const gateway = await start().catch((error: unknown) => {
  log.fatal(error instanceof Error ? error.message : error);
  process.exit(1);
});
log.info(`the graph is at ${gateway.url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void gateway.close().then(() => process.exit(0)));
}
