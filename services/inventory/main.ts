import { runService } from '../kit/run-service.ts';
import { createInventorySubgraph } from './subgraph.ts';

await runService('inventory', createInventorySubgraph);
