import { existsSync } from 'node:fs';
import type { Instance } from '../../start/network.ts';
import type { Network } from './network.ts';
import { type RunningProcess, runProcess } from './run-process.ts';

const PROGRAM = 'scripts/compare/node_modules/@graphql-hive/gateway/dist/bin.js';
const CONFIGURATION = 'scripts/compare/gateway.config.js';

/** Whether `npm ci --prefix scripts/compare` was run. */
export const isHiveInstalled = (): boolean => existsSync(PROGRAM);

/** Hive Gateway in front of the subgraphs of an instance that runs split; gives where it answers besides. */
export async function startHiveGateway(
  network: Network,
  instance: Instance,
  port: number,
): Promise<RunningProcess & { url: string }> {
  const ours = network.processWith('gateway', instance).settings;
  const origin = `http://127.0.0.1:${port}`;
  const { SUBGRAPH_URLS, OIDC_ISSUER, IDENTITY_SECRET } = ours.env;
  const hive = runProcess({
    name: `hive-${instance.name}`,
    command: ['node', PROGRAM, 'supergraph', '--config-path', CONFIGURATION],
    logFile: ours.logFile.replace(/[^/]+$/, `hive-${instance.name}.log`),
    origin,
    env: {
      SUBGRAPH_URLS: SUBGRAPH_URLS!,
      OIDC_ISSUER: OIDC_ISSUER!,
      IDENTITY_SECRET: IDENTITY_SECRET!,
      SUPERGRAPH: 'schema/supergraph.graphql',
      PORT: String(port),
      NODE_ENV: 'production',
    },
  });
  await hive.ready();
  return { ...hive, url: `${origin}/graphql` };
}
