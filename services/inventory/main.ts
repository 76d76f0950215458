import { runService } from '../../packages/platform/service/run-service.ts';
import { createInventorySubgraph } from './subgraph.ts';

await runService('inventory', createInventorySubgraph);
