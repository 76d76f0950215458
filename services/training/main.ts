import { runService } from '../kit/run-service.ts';
import { createTrainingSubgraph } from './subgraph.ts';

await runService('training', createTrainingSubgraph);
