import { aService, type ServiceUnderTest } from '../../kit/testing/a-service.ts';
import { migrations } from '../migrations/migrations.ts';
import { createLendingSubgraph } from '../subgraph.ts';
import { anInventory, type ScriptedInventory } from './an-inventory.ts';

export interface LendingUnderTest extends ServiceUnderTest {
  inventory: ScriptedInventory;
}

/** Starts lending on a fresh database, beside a scripted inventory. Today is 2011-06-15. */
export async function aLending(association?: null): Promise<LendingUnderTest> {
  const inventory = anInventory();
  const service = await aService({
    name: 'lending',
    migrations,
    create: createLendingSubgraph,
    callPeer: inventory.callPeer,
    ...(association === null && { association }),
  });
  return { ...service, inventory };
}
