import { runService } from '../kit/run-service.ts';
import { createLendingSubgraph } from './subgraph.ts';

await runService('lending', createLendingSubgraph);
