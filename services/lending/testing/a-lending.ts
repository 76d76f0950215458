import type { JobSettings } from '../../../packages/platform/jobs/job-settings.ts';
import { aService, type ServiceSetting, type ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { migrations } from '../migrations/migrations.ts';
import { createLendingSubgraph } from '../subgraph.ts';
import { anInventory, type ScriptedInventory } from './an-inventory.ts';

export interface LendingUnderTest extends ServiceUnderTest {
  inventory: ScriptedInventory;
}

/** A job queue that publishes to nobody. */
export const JOBS: JobSettings = { upstream: null, heartbeatSeconds: 60, log: () => {} };

/** Starts lending on a fresh database, beside a scripted inventory. Today is 2011-06-15 unless told otherwise. */
export async function aLending(setting: Partial<ServiceSetting> = {}): Promise<LendingUnderTest> {
  const inventory = anInventory();
  const { callPeer } = inventory;
  const service = await aService({ name: 'lending', migrations, create: createLendingSubgraph, callPeer, ...setting });
  return { ...service, inventory };
}
