import { randomBytes } from 'node:crypto';
import { handOver, readOwnServer } from './env.ts';
import { removeStaleClusters, startTestCluster } from './test-cluster.ts';

/** One PostgreSQL for the whole run. Jest loads this file without its transform: only erasable TypeScript here. */
export default async function setUp(): Promise<void> {
  const run = randomBytes(5).toString('hex');
  const ownServer = readOwnServer();
  if (ownServer) return handOver({ clusterUrl: ownServer, run });
  await removeStaleClusters();
  handOver({ clusterUrl: await startTestCluster(), run });
}
