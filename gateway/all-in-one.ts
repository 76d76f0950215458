import { createMetrics } from '../packages/platform/metrics/metrics.ts';
import type { Subgraph } from '../packages/platform/peers/subgraph.ts';
import { createInProcessSource } from './data-source/in-process.ts';
import { startGateway, type GatewaySettings, type RunningGateway } from './start-gateway.ts';

export interface AllInOneOptions extends GatewaySettings {
  subgraphs: readonly Subgraph[];
}

/** One instance in one process: the gateway executes its subgraphs itself. Closing it closes them. */
export async function startAllInOne({ subgraphs, ...settings }: AllInOneOptions): Promise<RunningGateway> {
  const { metrics = createMetrics() } = settings;
  const running = await startGateway({ ...settings, metrics }, (name) => {
    const subgraph = subgraphs.find((each) => each.name === name);
    if (!subgraph) throw new Error(`The supergraph names a subgraph that was not given: ${name}`);
    const onUnavailable = (err: Error): void => settings.log.warn({ subgraph: name, err }, 'a subgraph gave no answer');
    return createInProcessSource(subgraph, { onUnavailable, requests: metrics.requests });
  });
  const close = (): Promise<void> => {
    for (const subgraph of subgraphs) subgraph.hasten();
    return running.close();
  };
  return { ...running, close };
}
