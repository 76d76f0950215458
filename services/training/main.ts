import { runService } from '../../packages/platform/service/run-service.ts';
import { createTrainingSubgraph } from './subgraph.ts';

await runService('training', createTrainingSubgraph);
