import { dropDatabasesOfRun } from './database.ts';
import { readOwnServer } from './env.ts';
import { removeTestCluster } from './test-cluster.ts';

export default async function tearDown(): Promise<void> {
  await (readOwnServer() ? dropDatabasesOfRun() : removeTestCluster());
}
