import { runService } from '../../packages/platform/service/run-service.ts';
import { createLendingSubgraph } from './subgraph.ts';

await runService('lending', createLendingSubgraph);
